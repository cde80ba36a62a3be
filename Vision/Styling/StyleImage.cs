using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>A style image S, or what is known of one, with its share of the style.</summary>
public sealed record StyleImage
{
    /// <summary>1 x 3 x H x W, red first, 0..255, of the network's type and on its device; of any size, because each Gram matrix is divided by its own M.</summary>
    public Tensor? Image { get; init; }

    /// <summary>What was computed from the image before. Either this or <see cref="Image"/>.</summary>
    public GramTargets? Grams { get; init; }

    /// <summary>Share of the style relative to the other style images; above 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Where in the generated image the style goes: 1 x 1 x H x W of its size, 0..1. Everywhere if null.</summary>
    public Tensor? Mask { get; init; }
}
