namespace FaceGrid.Vision.Faces.Quality;

/// <summary>What makes a face hard to compare (ISO/IEC 29794-5 calls these quality components).</summary>
/// <param name="SidePixels">√(width · height) of the face's box in the photo.</param>
/// <param name="Sharpness">Of the aligned face, 0 (no detail at all) upwards; see <see cref="QualityGate"/> for what is enough.</param>
/// <param name="Brightness">Mean luminance of the aligned face's centre, 0 to 1.</param>
/// <param name="Contrast">Standard deviation of that luminance, 0 to 0.5.</param>
/// <param name="YawDegrees">The head turned left or right, estimated from landmarks; null without them.</param>
/// <param name="PitchDegrees">The head raised or lowered.</param>
/// <param name="RollDegrees">The head tilted: the angle of the line between the eyes.</param>
/// <param name="Overall">One figure from 0 to 1 for sorting and reports; gates look at the components.</param>
public sealed record FaceQuality(
    double SidePixels,
    double Sharpness,
    double Brightness,
    double Contrast,
    double? YawDegrees,
    double? PitchDegrees,
    double? RollDegrees,
    double Overall);
