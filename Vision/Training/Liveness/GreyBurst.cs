using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training.Liveness;

/// <summary>A burst in the format of the network.</summary>
/// <param name="Kind">Live, or the attack.</param>
/// <param name="Frames">16 grey frames of 56 x 56 bytes.</param>
/// <param name="EyeOpening">Eye aspect ratio of each frame; null in frames without landmarks.</param>
internal sealed record GreyBurst(BurstKind Kind, byte[][] Frames, IReadOnlyList<double?> EyeOpening);
