using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>A style image S, or its Gram matrices, with its share of the style.</summary>
public sealed record StyleImage
{
    /// <summary>
    /// 1 x 3 x H x W, red first, 0..255, of the network's type and on its device; of any size, because its Gram matrices are divided by its
    /// own M.
    /// </summary>
    public Tensor? Image { get; init; }

    /// <summary>Gram matrices computed earlier. Either this or <see cref="Image"/> is set.</summary>
    public GramTargets? Grams { get; init; }

    /// <summary>Share of the style relative to the other style images; above 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Where in the generated image the style applies: 1 x 1 x H x W of its size, 0..1; null: everywhere.</summary>
    public Tensor? Mask { get; init; }
}
