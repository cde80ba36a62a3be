using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Some consecutive frames of a face, each aligned by itself.</summary>
/// <param name="Kind">What they show.</param>
/// <param name="Frames">In order of time, all of one size.</param>
/// <param name="EyeClosure">The truth of each frame, 0 (open) to 1 (closed).</param>
public sealed record FaceBurst(BurstKind Kind, IReadOnlyList<RgbImage> Frames, IReadOnlyList<float> EyeClosure);
