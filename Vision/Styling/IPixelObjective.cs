using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>A cost of an image with its gradient, to be minimised by an <see cref="Optimisers.IPixelOptimizer"/>.</summary>
public interface IPixelObjective : IDisposable
{
    /// <summary>Computes the cost and its gradient.</summary>
    /// <param name="image">G: 1 x 3 x H x W, red first, 0..255. Not changed, and receives no gradient.</param>
    /// <param name="gradient">Of the same shape and type; overwritten with ∂J/∂G.</param>
    /// <returns>J and its terms at <paramref name="image"/>.</returns>
    StyleLosses Evaluate(Tensor image, Tensor gradient);
}
