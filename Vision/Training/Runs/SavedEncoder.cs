using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>A weight file that a run wrote.</summary>
/// <param name="HeldOut">Verification on held-out people; null if none were.</param>
/// <param name="OpenSet">1:K with strangers on held-out people; null if fewer than four were.</param>
public sealed record SavedEncoder(string Path, long Parameters, long Bytes, HeldOutScore? HeldOut, OpenSetResult? OpenSet);
