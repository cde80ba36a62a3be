using FaceGrid.Vision.Faces;

namespace FaceGrid.Cli.Evaluation;

/// <summary>One presentation of a liveness test.</summary>
/// <param name="Path">Path of the photo.</param>
/// <param name="Kind">Kind of attack; null: bona fide.</param>
/// <param name="Face">Face box in pixels; null: no face.</param>
/// <param name="Live">Fused live score, 0 to 1; null: no face.</param>
/// <param name="LiveIsLargest">True if the live class has the largest probability: the decision rule of the networks' authors.</param>
internal sealed record JudgedPhoto(string Path, string? Kind, FaceBox? Face, double? Live, bool LiveIsLargest);
