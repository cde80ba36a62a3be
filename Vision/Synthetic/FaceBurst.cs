using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Consecutive frames of a face, each aligned separately.</summary>
/// <param name="Kind">What the frames show.</param>
/// <param name="Frames">The frames in chronological order, all of the same size.</param>
/// <param name="EyeClosure">Ground truth of each frame, 0 (open) to 1 (closed).</param>
public sealed record FaceBurst(BurstKind Kind, IReadOnlyList<RgbImage> Frames, IReadOnlyList<float> EyeClosure);
