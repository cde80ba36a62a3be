using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>A point of a line search.</summary>
/// <param name="At">t: distance from the start in units of the direction.</param>
/// <param name="Cost">φ(t); infinite where the cost is not finite.</param>
/// <param name="Slope">φ′(t).</param>
/// <param name="Losses">J and its terms.</param>
/// <param name="Gradient">∂J/∂G at the point; valid while the point is in use.</param>
internal sealed record LinePoint(double At, double Cost, double Slope, StyleLosses Losses, Tensor Gradient);
