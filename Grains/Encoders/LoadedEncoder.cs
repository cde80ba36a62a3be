using FaceGrid.Vision.Faces;

namespace FaceGrid.Grains.Encoders;

/// <summary>An encoder on its device.</summary>
/// <param name="IdentificationThreshold">τ on squared L2 that goes with these weights for 1:K.</param>
/// <param name="VerificationThreshold">τ that goes with them for 1:1.</param>
/// <param name="Lane">The thread of its device.</param>
public sealed record LoadedEncoder(
    IFaceEncoder Encoder, double IdentificationThreshold, double VerificationThreshold, Compute.ComputeLane Lane);
