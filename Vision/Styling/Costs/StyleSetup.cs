using FaceGrid.Vision.Networks.Vgg;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>The parts that both objectives share, made from settings and images.</summary>
internal sealed class StyleSetup : IDisposable
{
    private StyleSetup(StylePlan plan, StyleTargets targets, StyleCost cost, IReadOnlyList<GramTargets> grams, int width, int height) =>
        (Plan, Targets, Cost, Grams, Width, Height) = (plan, targets, cost, grams, width, height);

    public StylePlan Plan { get; }

    public StyleTargets Targets { get; }

    public StyleCost Cost { get; }

    /// <summary>Gram matrices of each style image, in order; empty without style layers.</summary>
    public IReadOnlyList<GramTargets> Grams { get; }

    public int Width { get; }

    public int Height { get; }

    /// <param name="tileSide">Side of the tiles' cores in pixels; one tile if null.</param>
    /// <inheritdoc cref="StyleObjective.Create"/>
    public static StyleSetup Create(
        StyleLossSettings settings, VggNetwork network, Tensor content, IReadOnlyList<StyleImage> styles, int? tileSide)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(styles);
        var plan = new StylePlan(settings, network);
        RequireImage(content, plan.Network, nameof(content));
        var (width, height) = ((int)content.shape[3], (int)content.shape[2]);
        plan.RequireSize("image", width, height);
        if (tileSide < plan.Last.Stride)
        {
            throw new BadInputException($"tile side {tileSide}", $"must be at least {plan.Last.Stride}, the stride of layer {plan.Last}");
        }

        if (styles.Count == 0 && plan.StyleLayers.Length > 0)
        {
            throw new BadInputException("style cost", "a style image is needed");
        }

        GramTargets[] grams = plan.StyleLayers.Length == 0 ? [] : [.. styles.Select((s, i) => GramsOf(s, i + 1, plan, tileSide))];
        var targets = StyleTargets.Create(plan, content, styles, grams);
        StyleCost? cost = null;
        try
        {
            cost = new StyleCost(plan, targets, width, height, tileSide);
            cost.Capture(content);
            return new StyleSetup(plan, targets, cost, grams, width, height);
        }
        catch
        {
            cost?.Dispose();
            targets.Dispose();
            throw;
        }
    }

    /// <summary>Checks the arguments of an evaluation.</summary>
    /// <exception cref="ArgumentException">The image or the gradient has another shape or type than the content image.</exception>
    public void Check(Tensor image, Tensor gradient)
    {
        RequireImage(image, Plan.Network, nameof(image));
        if (image.shape[2] != Height
            || image.shape[3] != Width
            || !gradient.shape.SequenceEqual(image.shape)
            || gradient.dtype != image.dtype)
        {
            throw new ArgumentException($"an image and a gradient of 1 x 3 x {Height} x {Width} were expected", nameof(image));
        }
    }

    /// <summary>J and its terms; J is summed in the order in which the terms are listed.</summary>
    public static StyleLosses Losses(StyleSlopes slopes, double totalVariation) =>
        new(slopes.Content.Sum() + slopes.Style.Sum() + totalVariation, slopes.Content, slopes.Style, totalVariation);

    public void Dispose()
    {
        Cost.Dispose();
        Targets.Dispose();
    }

    private static GramTargets GramsOf(StyleImage style, int number, StylePlan plan, int? tileSide)
    {
        if ((style.Image is null) == (style.Grams is null))
        {
            throw new ArgumentException($"style image {number} needs either pixels or Gram matrices");
        }

        if (style.Grams is { } known)
        {
            var key = GramTargets.KeyOf(plan.Settings, plan.Network);
            return known.Key == key
                ? known
                : throw new BadInputException($"Gram matrices of style image {number}", $"are of {known.Key}, {key} is needed");
        }

        RequireImage(style.Image!, plan.Network, "style");
        return GramTargets.Compute(plan.Settings, plan.Network, style.Image!, tileSide);
    }

    private static void RequireImage(Tensor image, VggNetwork network, string name)
    {
        if (image.shape is not [1, 3, _, _] || image.dtype != network.Type)
        {
            throw new ArgumentException($"1 x 3 x H x W of {network.Type} was expected", name);
        }
    }
}
