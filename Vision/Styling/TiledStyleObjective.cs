using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Costs;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// The same cost and gradient as <see cref="StyleObjective"/>, for images whose maps do not fit into memory at once. Two passes: the first
/// adds up the sums of all tiles, the second backpropagates the gradient factors of the whole image to the pixels of each tile. Because
/// every tile's forward pass is computed twice, the cost is about 1.5 times that of one pass, plus the halos. <see cref="Evaluate"/>
/// processes tiles sequentially; the four steps can also be distributed over machines with the same settings and images. Not safe for
/// concurrent calls.
/// </summary>
public sealed class TiledStyleObjective : IPixelObjective
{
    private readonly StyleSetup _setup;

    private TiledStyleObjective(StyleSetup setup) => _setup = setup;

    /// <inheritdoc cref="StyleObjective.Grams"/>
    public IReadOnlyList<GramTargets> Grams => _setup.Grams;

    /// <summary>The tiles of the image.</summary>
    public IReadOnlyList<StyleTile> Tiles => _setup.Cost.Tiles;

    /// <param name="tileSide">
    /// Side of a tile's core in pixels without the halo, rounded to a multiple of the deepest layer's stride.
    /// </param>
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

    /// <summary>First pass: the sums of one tile.</summary>
    /// <param name="image">G, the whole image.</param>
    /// <param name="tile">One of <see cref="Tiles"/>.</param>
    public StyleSums Measure(Tensor image, StyleTile tile) => _setup.Cost.Measure(image, tile, keep: false);

    /// <summary>Deserialises sums, for example from another machine.</summary>
    /// <param name="bytes">From <see cref="StyleSums.ToBytes"/>.</param>
    /// <exception cref="BadInputException">The bytes are of another cost.</exception>
    public StyleSums ReadSums(byte[] bytes) => StyleSums.FromBytes(
        bytes,
        _setup.Plan.ContentLayers.Length,
        _setup.Targets.Regions.Count,
        [.. _setup.Plan.StyleLayers.Select(l => l.Channels)],
        _setup.Plan.Network.Device);

    /// <summary>Between the passes: the cost and its gradient factors.</summary>
    /// <param name="sums">The sums of all tiles, added up.</param>
    public StyleSlopes Compare(StyleSums sums) => _setup.Cost.Compare(sums);

    /// <summary>Second pass: adds the gradient of the units in one tile's core; part of it lies in the halo.</summary>
    /// <param name="image">G, the whole image.</param>
    /// <param name="tile">One of <see cref="Tiles"/>.</param>
    /// <param name="slopes">From <see cref="Compare"/>.</param>
    /// <param name="gradient">1 x 3 x H x W of the whole image; added to.</param>
    public void Backpropagate(Tensor image, StyleTile tile, StyleSlopes slopes, Tensor gradient) =>
        _setup.Cost.Backpropagate(image, tile, slopes, gradient, isKept: false);

    /// <summary>After all tiles: adds the total variation of the whole image.</summary>
    /// <returns>J and its terms.</returns>
    public StyleLosses Finish(StyleSlopes slopes, Tensor image, Tensor gradient)
    {
        var loss = _setup.Plan.Settings;
        return StyleSetup.Losses(slopes, TotalVariation.Add(image, gradient, loss.TotalVariationWeight, loss.TotalVariationForm));
    }

    /// <inheritdoc/>
    public void Dispose() => _setup.Dispose();
}
