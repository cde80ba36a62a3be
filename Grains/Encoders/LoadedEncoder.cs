using FaceGrid.Vision.Faces;

namespace FaceGrid.Grains.Encoders;

/// <summary>An encoder on its device.</summary>
/// <param name="Threshold">The τ that goes with these weights for 1:K, or null where none is known.</param>
/// <param name="Lane">The thread of its device.</param>
public sealed record LoadedEncoder(IFaceEncoder Encoder, double? Threshold, Compute.ComputeLane Lane);
