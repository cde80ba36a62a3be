using FaceGrid.Vision.Faces;

namespace FaceGrid.Cli.Results;

/// <summary>One face of a <see cref="DetectResult"/>.</summary>
/// <param name="Score">Score of the detector, 0 to 1, rounded to 4 decimals.</param>
/// <param name="BoxPx">Box in pixels of the photo, rounded to 1 decimal.</param>
/// <param name="LandmarksPx">
/// Landmarks in pixels of the photo, rounded to 1 decimal: 5 (MTCNN) or 68 (iBUG 300-W); null: none detected.
/// </param>
internal sealed record DetectedFaceResult(double Score, FaceBox BoxPx, IReadOnlyList<ImagePoint>? LandmarksPx);
