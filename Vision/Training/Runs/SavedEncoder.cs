using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>A weight file written by a run.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Parameters">Number of the network's parameters (float32).</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="HeldOut">Verification on held-out people; null if none were held out.</param>
/// <param name="OpenSet">1:K with strangers on held-out people; null if fewer than four were held out.</param>
public sealed record SavedEncoder(string Path, long Parameters, long Bytes, HeldOutScore? HeldOut, OpenSetResult? OpenSet);
