using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>A cost of an image with its gradient: what the optimisers of <see cref="FaceGrid.Vision.Styling"/> reduce.</summary>
public interface IPixelObjective : IDisposable
{
    /// <param name="image">1 x 3 x H x W, red first, 0..255. Not changed, and no gradient is left on it.</param>
    /// <param name="gradient">Of the same shape and type: becomes ∂J/∂G.</param>
    /// <returns>J and its terms at <paramref name="image"/>.</returns>
    StyleLosses Evaluate(Tensor image, Tensor gradient);
}
