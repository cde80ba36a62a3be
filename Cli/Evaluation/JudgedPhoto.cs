using FaceGrid.Vision.Faces;

namespace FaceGrid.Cli.Evaluation;

/// <summary>One presentation of a liveness test.</summary>
/// <param name="Kind">Null for a bona fide presentation.</param>
/// <param name="Face">Where the face was found; null where there was none.</param>
/// <param name="Live">The fused score; null where no face was found.</param>
/// <param name="LiveIsLargest">The authors' decision.</param>
internal sealed record JudgedPhoto(string Path, string? Kind, FaceBox? Face, double? Live, bool LiveIsLargest);
