using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Costs;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// The same cost and gradient as <see cref="StyleObjective"/>, for images whose maps do not fit into memory at once. Two passes:
/// the first sums what every tile measures, the second takes the slopes of the whole back to each tile's pixels. Costs half as much again, as
/// tiles go forward twice, and the halos. <see cref="Evaluate"/> takes tiles one after another; the four steps can also be spread over
/// machines that were each given the same settings and images. Not safe for concurrent calls.
/// </summary>
public sealed class TiledStyleObjective : IPixelObjective
{
    private readonly StyleSetup _setup;

    private TiledStyleObjective(StyleSetup setup) => _setup = setup;

    /// <inheritdoc cref="StyleObjective.Grams"/>
    public IReadOnlyList<GramTargets> Grams => _setup.Grams;

    public IReadOnlyList<StyleTile> Tiles => _setup.Cost.Tiles;

    /// <param name="tileSide">Pixels of a tile's core, rounded to the deepest layer's stride; the halo comes on top.</param>
    /// <inheritdoc cref="StyleObjective.Create"/>
    public static TiledStyleObjective Create(
        StyleLossSettings settings, VggNetwork network, Tensor content, IReadOnlyList<StyleImage> styles, int tileSide) =>
        new(StyleSetup.Create(settings, network, content, styles, tileSide));

    /// <inheritdoc/>
    public StyleLosses Evaluate(Tensor image, Tensor gradient)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(gradient);
        _setup.Check(image, gradient);
        using var recording = no_grad();
        gradient.FillInPlace(0);
        using var sums = _setup.Cost.MeasureAll(image);
        using var slopes = Compare(sums);
        foreach (var tile in Tiles)
        {
            Backpropagate(image, tile, slopes, gradient);
        }

        return Finish(slopes, image, gradient);
    }

    /// <summary>First pass: what one tile adds to the sums.</summary>
    /// <param name="image">G, the whole of it.</param>
    public StyleSums Measure(Tensor image, StyleTile tile) => _setup.Cost.Measure(image, tile, keep: false);

    /// <summary>Sums that came from another machine.</summary>
    /// <exception cref="BadInputException">Of another cost.</exception>
    public StyleSums ReadSums(byte[] bytes) => StyleSums.FromBytes(
        bytes,
        _setup.Plan.ContentLayers.Length,
        _setup.Targets.Regions.Count,
        [.. _setup.Plan.StyleLayers.Select(l => l.Channels)],
        _setup.Plan.Network.Device);

    /// <summary>Between the passes: from the sums of all tiles to the cost and its slopes.</summary>
    public StyleSlopes Compare(StyleSums sums) => _setup.Cost.Compare(sums);

    /// <summary>Second pass: adds to the image's gradient what one tile's core is responsible for, some of it in the halo.</summary>
    public void Backpropagate(Tensor image, StyleTile tile, StyleSlopes slopes, Tensor gradient) =>
        _setup.Cost.Backpropagate(image, tile, slopes, gradient, isKept: false);

    /// <summary>After all tiles: adds the total variation of the whole image.</summary>
    public StyleLosses Finish(StyleSlopes slopes, Tensor image, Tensor gradient)
    {
        var loss = _setup.Plan.Settings;
        return StyleSetup.Losses(slopes, TotalVariation.Add(image, gradient, loss.TotalVariationWeight, loss.TotalVariationForm));
    }

    public void Dispose() => _setup.Dispose();
}
