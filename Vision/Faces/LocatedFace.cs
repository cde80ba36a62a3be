using FaceGrid.Vision.Faces.Quality;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>A located and aligned face.</summary>
/// <param name="Aligned">The face aligned with the template, 112 x 112.</param>
/// <param name="Box">Bounding box in pixels of the image.</param>
/// <param name="Score">Confidence of the locator, 0 to 1.</param>
/// <param name="Landmarks">Landmarks in pixels of the image; null where the locator detects none.</param>
/// <param name="Quality">Quality of the face; null where it was not measured.</param>
public sealed record LocatedFace(
    RgbImage Aligned, FaceBox Box, double Score, FaceLandmarks? Landmarks = null, FaceQuality? Quality = null);
