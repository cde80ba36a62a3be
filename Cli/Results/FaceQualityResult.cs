namespace FaceGrid.Cli.Results;

/// <summary>Quality of a face in its photo.</summary>
/// <param name="FaceSidePx">√(width · height) of the face box, in pixels.</param>
/// <param name="Sharpness">Sharpness, 0 upwards.</param>
/// <param name="Brightness">Mean brightness, 0 to 1.</param>
/// <param name="Contrast">Contrast, 0 to 0.5.</param>
/// <param name="YawDegrees">Yaw, in degrees; null: no landmarks.</param>
/// <param name="PitchDegrees">Pitch, in degrees; null: no landmarks.</param>
/// <param name="RollDegrees">Roll, in degrees; null: no landmarks.</param>
/// <param name="Overall">Overall quality, 0 to 1.</param>
internal sealed record FaceQualityResult(
    double FaceSidePx,
    double Sharpness,
    double Brightness,
    double Contrast,
    double? YawDegrees,
    double? PitchDegrees,
    double? RollDegrees,
    double Overall);
