namespace FaceGrid.Vision.Faces.Quality;

/// <summary>Measures of a face's suitability for comparison (quality components in ISO/IEC 29794-5).</summary>
/// <param name="SidePixels">√(width · height) of the face's box in the photo.</param>
/// <param name="Sharpness">
/// <see cref="FaceSharpness"/> of the aligned face, 0 (no detail) upwards; <see cref="QualityLimits"/> has the limits.
/// </param>
/// <param name="Brightness">Mean luminance of the centre of the aligned face, 0 to 1.</param>
/// <param name="Contrast">Standard deviation of that luminance, 0 to 0.5.</param>
/// <param name="YawDegrees">Rotation of the head to the left or right, estimated from landmarks; null without landmarks.</param>
/// <param name="PitchDegrees">Rotation of the head up or down; null without landmarks.</param>
/// <param name="RollDegrees">Rotation in the image plane: the angle of the line between the eyes; null without landmarks.</param>
/// <param name="Overall">One figure from 0 to 1 for sorting and reports; gates compare the components.</param>
public sealed record FaceQuality(
    double SidePixels,
    double Sharpness,
    double Brightness,
    double Contrast,
    double? YawDegrees,
    double? PitchDegrees,
    double? RollDegrees,
    double Overall)
{
    /// <summary>Whether all components are finite numbers; an unknown pose is allowed.</summary>
    public bool IsFinite =>
        new[] { SidePixels, Sharpness, Brightness, Contrast, YawDegrees ?? 0, PitchDegrees ?? 0, RollDegrees ?? 0 }.All(double.IsFinite);
}
