using FaceGrid.Vision.Faces.Quality;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>A face that a locator has found.</summary>
/// <param name="Aligned">The face on the template, 112 x 112.</param>
/// <param name="Box">Where it lies in the picture.</param>
/// <param name="Score">How sure the locator is, 0 to 1.</param>
/// <param name="Landmarks">In pixels of the picture; null where the locator does not look for any.</param>
/// <param name="Quality">Null where it was not judged: a picture that is taken as it is.</param>
public sealed record LocatedFace(
    RgbImage Aligned, FaceBox Box, double Score, FaceLandmarks? Landmarks = null, FaceQuality? Quality = null);
