using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training;

/// <summary>A burst as the network wants it: 16 grey frames of 56 x 56, and the eyes' opening.</summary>
internal sealed record GreyBurst(BurstKind Kind, byte[][] Frames, IReadOnlyList<double?> EyeOpening);
