using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>A face that a locator has found.</summary>
/// <param name="Aligned">The face on the template, 112 x 112.</param>
/// <param name="Box">Where it lies in the picture.</param>
/// <param name="Score">How sure the locator is, 0 to 1.</param>
public sealed record LocatedFace(RgbImage Aligned, FaceBox Box, double Score);
