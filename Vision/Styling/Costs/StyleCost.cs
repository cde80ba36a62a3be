using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>
/// The cost of an image, computed in tiles. A Gram matrix is a sum over units, so that the image's matrix is the sum of the tiles'
/// matrices. The gradient with respect to the maps depends only on the whole matrix; once that is known, each tile is backpropagated to its
/// own pixels. With a single tile, the whole image, maps are kept between the two passes; with several, each tile's forward pass is
/// repeated.
/// </summary>
internal sealed class StyleCost : IDisposable
{
    private readonly StylePlan _plan;
    private readonly StyleTargets _targets;
    private readonly VggPropagation _network;
    private readonly int _width;
    private readonly int _height;

    /// <param name="plan">Network, layers and weights.</param>
    /// <param name="targets">What the image is compared with.</param>
    /// <param name="width">Of the image, in pixels.</param>
    /// <param name="height">Of the image, in pixels.</param>
    /// <param name="tileSide">Side of the tiles' cores in pixels; one tile if null.</param>
    public StyleCost(StylePlan plan, StyleTargets targets, int width, int height, int? tileSide)
    {
        (_plan, _targets, _width, _height, _network) = (plan, targets, width, height, new VggPropagation(plan));
        Tiles = tileSide is { } side
            ? StyleTile.Cover(width, height, side, plan.Last.Stride, plan.Last.Reach(plan.Network.Architecture))
            : [StyleTile.Whole(width, height)];
    }

    public IReadOnlyList<StyleTile> Tiles { get; }

    /// <summary>M: number of units of a layer in the whole image.</summary>
    public long Units(VggLayer layer) => (long)(_width / layer.Stride) * (_height / layer.Stride);

    /// <summary>Computes the content targets from the content image.</summary>
    public void Capture(Tensor content)
    {
        using var recording = no_grad();
        foreach (var tile in Tiles)
        {
            using var scope = NewDisposeScope();
            _network.Forward(Input(content, tile), (layer, maps, band) =>
            {
                if (Array.IndexOf(_plan.ContentLayers, layer) is >= 0 and var index)
                {
                    using var inner = NewDisposeScope();
                    var area = band.Of(tile.Units(layer.Stride), maps.shape[2]);
                    if (area.Count > 0)
                    {
                        ImagePart(_targets.Content[index], area).copy_(Maps.Part(maps, area));
                    }
                }
            }, keep: false);
        }
    }

    /// <summary>The sums of the whole image, tile after tile.</summary>
    public StyleSums MeasureAll(Tensor image)
    {
        StyleSums? sums = null;
        foreach (var tile in Tiles)
        {
            var part = Measure(image, tile, keep: false);
            if (sums is null)
            {
                sums = part;
            }
            else
            {
                sums.Add(part);
                part.Dispose();
            }
        }

        return sums!;
    }

    /// <summary>The sums of a tile.</summary>
    /// <param name="image">1 x 3 x H x W: the whole image.</param>
    /// <param name="tile">One of <see cref="Tiles"/>.</param>
    /// <param name="keep"><see cref="Backpropagate"/> is the next call, with the same tile.</param>
    public StyleSums Measure(Tensor image, StyleTile tile, bool keep)
    {
        using var recording = no_grad();
        using var scope = NewDisposeScope();
        var grams = _targets.Regions.Select(_ => new Tensor[_plan.StyleLayers.Length]).ToArray();
        var content = new double[_plan.ContentLayers.Length];
        var squares = new List<(int Layer, Tensor Sum)>();
        foreach (var region in grams)
        {
            for (var i = 0; i < region.Length; i++)
            {
                region[i] = zeros([_plan.StyleLayers[i].Channels, _plan.StyleLayers[i].Channels], ScalarType.Float64, image.device);
            }
        }

        _network.Forward(Input(image, tile), (layer, maps, band) =>
        {
            var area = band.Of(tile.Units(layer.Stride), maps.shape[2]);
            if (area.Count == 0)
            {
                return;
            }

            using var inner = NewDisposeScope();
            var core = area.IsWhole ? maps : Maps.Part(maps, area);
            if (Array.IndexOf(_plan.StyleLayers, layer) is >= 0 and var style)
            {
                for (var region = 0; region < grams.Length; region++)
                {
                    var mask = _targets.Regions[region].Masks?[style];
                    grams[region][style].AddInPlace(Maps.Gram(core, mask is null ? null : ImagePart(mask, area)));
                }
            }

            if (Array.IndexOf(_plan.ContentLayers, layer) is >= 0 and var index && _targets.Content.Length > 0)
            {
                var difference = core.sub(ImagePart(_targets.Content[index], area));
                squares.Add((index, difference.mul_(difference).sum().DetachFromDisposeScope()));
            }
        }, keep);
        foreach (var (layer, sum) in squares)
        {
            content[layer] += sum.ToDouble();
            sum.Dispose();
        }

        var sums = new StyleSums(grams, content);
        foreach (var gram in grams.SelectMany(g => g))
        {
            gram.DetachFromDisposeScope();
        }

        return sums;
    }

    /// <summary>J without total variation, and the factors of its gradient at every layer, from the sums of the whole image.</summary>
    public StyleSlopes Compare(StyleSums sums)
    {
        using var recording = no_grad();
        using var scope = NewDisposeScope();
        var matrices = _targets.Regions.Select(_ => new Tensor[_plan.StyleLayers.Length]).ToArray();
        var style = new double[_plan.StyleLayers.Length];
        for (var region = 0; region < matrices.Length; region++)
        {
            var (share, targets, _, masses) = _targets.Regions[region];
            for (var i = 0; i < style.Length; i++)
            {
                var mass = masses?[i] ?? Units(_plan.StyleLayers[i]);
                var factor = share * _plan.StyleFactor(i);
                var difference = sums.Gram(region, i).DividedBy(mass).sub_(targets![i]);
                style[i] += factor * difference.Squared().sum().ToDouble();
                matrices[region][i] = difference
                    .MultiplyInPlace(4 * factor / mass)
                    .to_type(_plan.Network.Type)
                    .DetachFromDisposeScope();
            }
        }

        var content = sums.Content.Select((sum, i) => _plan.ContentFactor(i, Units(_plan.ContentLayers[i])) * sum);
        return new StyleSlopes(matrices, [.. content], style);
    }

    /// <summary>Adds the gradient of the units in a tile's core to the gradient of the whole image; part of it lies in the halo.</summary>
    /// <param name="isKept">The last call was <see cref="Measure"/> with this tile and <c>keep</c>.</param>
    public void Backpropagate(Tensor image, StyleTile tile, StyleSlopes slopes, Tensor gradient, bool isKept)
    {
        using var recording = no_grad();
        using var scope = NewDisposeScope();
        if (!isKept)
        {
            _network.Forward(Input(image, tile), (_, _, _) => { }, keep: true);
        }

        var back = _network.Backward((layer, maps, sum, band) =>
            AddTerms(layer, maps, sum, band.Of(tile.Units(layer.Stride), maps.shape[2]), slopes));
        Outer(gradient, tile).AddInPlace(_plan.Input.Back(back));
    }

    public void Dispose() => _network.Dispose();

    private Tensor AddTerms(VggLayer layer, Tensor maps, Tensor? sum, UnitArea area, StyleSlopes slopes)
    {
        using var scope = NewDisposeScope();
        if (area.Count == 0)
        {
            return sum ?? zeros_like(maps).MoveToOuterDisposeScope();
        }

        // A first term that covers all maps becomes the sum; any other is added to one.
        var whole = sum;
        void Add(Tensor part)
        {
            if (whole is null && area.IsWhole)
            {
                whole = part;
                return;
            }

            whole ??= zeros_like(maps);
            Maps.Part(whole, area).AddInPlace(part);
        }

        var core = area.IsWhole ? maps : Maps.Part(maps, area);
        if (Array.IndexOf(_plan.StyleLayers, layer) is >= 0 and var style)
        {
            for (var region = 0; region < _targets.Regions.Count; region++)
            {
                var part = Maps.Product(slopes.Matrix(region, style), core);
                if (_targets.Regions[region].Masks?[style] is { } mask)
                {
                    var here = ImagePart(mask, area);
                    part.mul_(here).mul_(here);
                }

                Add(part);
            }
        }

        if (Array.IndexOf(_plan.ContentLayers, layer) is >= 0 and var index && _targets.Content.Length > 0)
        {
            var difference = core.sub(ImagePart(_targets.Content[index], area));
            Add(difference.MultiplyInPlace(2 * _plan.ContentFactor(index, Units(layer))));
        }

        whole ??= zeros_like(maps);
        return ReferenceEquals(whole, sum) ? whole : whole.MoveToOuterDisposeScope();
    }

    private Tensor Input(Tensor image, StyleTile tile) => Maps.LayOut(_plan.Input.Apply(Outer(image, tile)));

    private static Tensor Outer(Tensor image, StyleTile tile) =>
        image.narrow(2, tile.Top, tile.OuterHeight).narrow(3, tile.Left, tile.OuterWidth);

    private static Tensor ImagePart(Tensor maps, UnitArea area) => maps.narrow(2, area.Top, area.Height).narrow(3, area.Left, area.Width);
}
