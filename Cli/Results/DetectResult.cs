namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>detect</c> for one photo.</summary>
/// <param name="Photo">Path of the photo.</param>
/// <param name="WidthPx">Width of the photo, in pixels.</param>
/// <param name="HeightPx">Height of the photo, in pixels.</param>
/// <param name="Detector">Name of the detector.</param>
/// <param name="Faces">Detected faces, highest score first.</param>
/// <param name="DetectMs">Duration of the detection, in milliseconds.</param>
/// <param name="AlignMs">Duration of landmark detection and alignment, in milliseconds.</param>
internal sealed record DetectResult(
    string Photo, int WidthPx, int HeightPx, string Detector, IReadOnlyList<DetectedFaceResult> Faces, double DetectMs, double AlignMs);
