using FaceGrid.Vision.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>The targets that a generated image is compared with. The content maps are computed later, tile by tile.</summary>
internal sealed class StyleTargets : IDisposable
{
    private StyleTargets(IReadOnlyList<StyleRegion> regions, Tensor[] content) => (Regions, Content) = (regions, content);

    /// <summary>Regions with their style targets.</summary>
    public IReadOnlyList<StyleRegion> Regions { get; }

    /// <summary>P: maps of each content layer, 1 x C x H x W of the whole image.</summary>
    public Tensor[] Content { get; }

    /// <summary>One region without targets, to compute the sums of a style image.</summary>
    public static StyleTargets Everywhere(StylePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new StyleTargets([new StyleRegion(1, null, null, null)], []);
    }

    /// <summary>Targets for an image of the content image's size.</summary>
    /// <param name="plan">Network, layers and weights.</param>
    /// <param name="content">1 x 3 x H x W: determines the size; its maps are not computed here.</param>
    /// <param name="styles">The style images.</param>
    /// <param name="grams">Gram matrices of each style image.</param>
    /// <exception cref="BadInputException">
    /// A mask of another size, with values outside 0..1, or without a unit at a layer; or a blend weight that is not above 0.
    /// </exception>
    public static StyleTargets Create(
        StylePlan plan, Tensor content, IReadOnlyList<StyleImage> styles, IReadOnlyList<GramTargets> grams)
    {
        using var scope = NewDisposeScope();
        var network = plan.Network;
        for (var i = 0; i < styles.Count; i++)
        {
            if (!(styles[i].Weight > 0) || !double.IsFinite(styles[i].Weight))
            {
                throw new BadInputException(
                    FormattableString.Invariant($"blend weight {styles[i].Weight} of style image {i + 1}"), "must be a number above 0");
            }
        }

        var regions = new List<StyleRegion>();
        var all = styles.Sum(s => s.Weight);
        var everywhere = styles.Select((style, i) => (style, grams[i])).Where(s => s.style.Mask is null).ToList();
        if (everywhere.Count > 0 && plan.StyleLayers.Length > 0)
        {
            var share = everywhere.Sum(s => s.style.Weight);
            var blend = Blend(plan, everywhere.Select(s => (s.Item2, s.style.Weight / share)));
            regions.Add(new StyleRegion(share / all, blend, null, null));
        }

        for (var i = 0; i < styles.Count; i++)
        {
            if (styles[i].Mask is { } mask && plan.StyleLayers.Length > 0)
            {
                var masks = Resize(plan, mask, content, i + 1);
                var targets = Blend(plan, [(grams[i], 1)]);
                regions.Add(new StyleRegion(styles[i].Weight / all, targets, masks, Masses(plan, masks, i + 1)));
            }
        }

        var maps = plan.ContentLayers
            .Select(l => empty([1, l.Channels, content.shape[2] / l.Stride, content.shape[3] / l.Stride], network.Type, network.Device))
            .Select(Maps.LayOut)
            .ToArray();
        foreach (var tensor in regions.SelectMany(r => r.Targets!.Concat(r.Masks ?? [])).Concat(maps))
        {
            tensor.DetachFromDisposeScope();
        }

        return new StyleTargets(regions, maps);
    }

    public void Dispose()
    {
        foreach (var tensor in Regions.SelectMany(r => (r.Targets ?? []).Concat(r.Masks ?? [])).Concat(Content))
        {
            tensor.Dispose();
        }
    }

    /// <summary>Σw·A of each layer with weights w that add up to 1, as in neural-style.</summary>
    private static Tensor[] Blend(StylePlan plan, IEnumerable<(GramTargets Grams, double Weight)> parts)
    {
        var blended = new Tensor[plan.StyleLayers.Length];
        for (var i = 0; i < blended.Length; i++)
        {
            var layer = plan.StyleLayers[i];
            var sum = new double[layer.Channels * layer.Channels];
            foreach (var (grams, weight) in parts)
            {
                var matrix = grams.Matrix(layer.Name)!;
                for (var j = 0; j < sum.Length; j++)
                {
                    sum[j] += weight * matrix[j];
                }
            }

            blended[i] = tensor(sum, [layer.Channels, layer.Channels], device: plan.Network.Device);
        }

        return blended;
    }

    /// <summary>The mean of the mask over each unit's square of pixels.</summary>
    private static Tensor[] Resize(StylePlan plan, Tensor mask, Tensor content, int number)
    {
        if (mask.shape is not [1, 1, _, _] || mask.shape[2] != content.shape[2] || mask.shape[3] != content.shape[3])
        {
            throw new BadInputException(
                $"mask of style image {number}",
                $"is {mask.shape[^1]} x {mask.shape[^2]} pixels, the generated image {content.shape[3]} x {content.shape[2]}");
        }

        var full = mask.to(plan.Network.Type, plan.Network.Device);
        if (full.min().ToDouble() < 0 || full.max().ToDouble() > 1 || !double.IsFinite(full.sum().ToDouble()))
        {
            throw new BadInputException($"mask of style image {number}", "holds values outside 0..1");
        }

        // Copied even at full size, because the caller owns its mask.
        return [.. plan.StyleLayers.Select(l =>
            l.Stride == 1 ? full.clone() : nn.functional.avg_pool2d(full, [l.Stride, l.Stride], [l.Stride, l.Stride]))];
    }

    private static double[] Masses(StylePlan plan, Tensor[] masks, int number)
    {
        var masses = new double[masks.Length];
        for (var i = 0; i < masks.Length; i++)
        {
            using var exact = masks[i].to_type(ScalarType.Float64);
            masses[i] = exact.Squared().sum().ToDouble();
            if (!(masses[i] > 0))
            {
                throw new BadInputException($"mask of style image {number}", $"leaves nothing of layer {plan.StyleLayers[i]}");
            }
        }

        return masses;
    }
}
