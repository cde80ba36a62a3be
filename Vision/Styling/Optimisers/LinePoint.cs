using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>A place on the line that is searched.</summary>
/// <param name="At">Its distance from the start in units of the direction.</param>
/// <param name="Cost">φ; infinite where the cost is not a number.</param>
/// <param name="Slope">φ′.</param>
/// <param name="Gradient">∂J/∂G here, as long as this place is in use.</param>
internal sealed record LinePoint(double At, double Cost, double Slope, StyleLosses Losses, Tensor Gradient);
