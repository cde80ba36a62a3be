using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Costs;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// J(G) = α·Jc + β·Js + TV (Gatys, Ecker and Bethge 2015, equation 7), computed for the whole image at once. The targets are
/// computed at construction. Not safe for concurrent calls.
/// </summary>
public sealed class StyleObjective : IPixelObjective
{
    private readonly StyleSetup _setup;

    private StyleObjective(StyleSetup setup) => _setup = setup;

    /// <summary>
    /// Gram matrices of each style image, in order; may be cached under <see cref="GramTargets.Key"/> and the image's hash.
    /// </summary>
    public IReadOnlyList<GramTargets> Grams => _setup.Grams;

    /// <summary>Computes the targets.</summary>
    /// <param name="settings">Layers and weights.</param>
    /// <param name="network">The network; must outlive the objective.</param>
    /// <param name="content">C: 1 x 3 x H x W, red first, 0..255, of the network's type and on its device. G has the same size.</param>
    /// <param name="styles">
    /// At least one where there are style layers. Images without a mask share one target, the weighted mean of their Gram matrices. An
    /// image with a mask is a separate target in its region and contributes to Js by its weight. Weights are relative to their sum.
    /// </param>
    /// <exception cref="BadInputException">
    /// A layer, weight, mask or Gram matrix that cannot be used, or an image that is too small for a layer.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// An image of another shape or type, or a style image without pixels and Gram matrices.
    /// </exception>
    public static StyleObjective Create(
        StyleLossSettings settings, VggNetwork network, Tensor content, IReadOnlyList<StyleImage> styles) =>
        new(StyleSetup.Create(settings, network, content, styles, tileSide: null));

    /// <inheritdoc/>
    public StyleLosses Evaluate(Tensor image, Tensor gradient)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(gradient);
        _setup.Check(image, gradient);
        var (cost, loss) = (_setup.Cost, _setup.Plan.Settings);
        using var recording = no_grad();
        gradient.FillInPlace(0);
        using var sums = cost.Measure(image, cost.Tiles[0], keep: true);
        using var slopes = cost.Compare(sums);
        cost.Backpropagate(image, cost.Tiles[0], slopes, gradient, isKept: true);
        return StyleSetup.Losses(slopes, TotalVariation.Add(image, gradient, loss.TotalVariationWeight, loss.TotalVariationForm));
    }

    /// <inheritdoc/>
    public void Dispose() => _setup.Dispose();
}
