using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>Loss settings, parsed and validated against a network.</summary>
internal sealed class StylePlan
{
    /// <exception cref="BadInputException">
    /// A layer that the network does not have or that is given twice, no layer, or a weight that is not a finite number of at least 0.
    /// </exception>
    public StylePlan(StyleLossSettings settings, VggNetwork network)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(network);
        (Settings, Network, Input) = (settings, network, InputOf(settings.Preprocessing, network));
        ContentLayers = Parse(settings.ContentLayers, "content", network.Architecture);
        StyleLayers = Parse(settings.StyleLayers, "style", network.Architecture);
        Visited = [.. ContentLayers, .. StyleLayers];
        if (Visited.Count == 0)
        {
            throw new BadInputException("style cost", "a content or a style layer is needed");
        }

        Last = Visited.Max();
        Check("content weight", settings.ContentWeight);
        Check("style weight", settings.StyleWeight);
        Check("total variation weight", settings.TotalVariationWeight);
    }

    public StyleLossSettings Settings { get; }

    public VggNetwork Network { get; }

    public VggInput Input { get; }

    public VggLayer[] ContentLayers { get; }

    public VggLayer[] StyleLayers { get; }

    /// <summary>All layers that a term uses.</summary>
    public HashSet<VggLayer> Visited { get; }

    /// <summary>The deepest of them.</summary>
    public VggLayer Last { get; }

    /// <summary>A max pooling follows the layer and no term uses its maps: the backward pass needs only the pooling's choice.</summary>
    /// <param name="layer">Rectified or not.</param>
    public bool ChoiceIsEnough(VggLayer layer) => ChoiceIsEnough(layer, Visited, Last, Network.Architecture, Settings.Pooling);

    /// <inheritdoc cref="ChoiceIsEnough(VggLayer)"/>
    public static bool ChoiceIsEnough(
        VggLayer layer, HashSet<VggLayer> visited, VggLayer last, VggArchitecture architecture, VggPooling pooling) =>
        pooling == VggPooling.Max
        && layer.Block < last.Block
        && layer.Convolution == VggLayer.Convolutions(architecture, layer.Block)
        && !visited.Contains(layer with { Rectified = false })
        && !visited.Contains(layer with { Rectified = true });

    /// <summary>Factor of a content layer's Σ(F−P)² in J.</summary>
    /// <param name="index">Position among the content layers.</param>
    /// <param name="units">M.</param>
    public double ContentFactor(int index, long units)
    {
        var size = (double)ContentLayers[index].Channels * units;
        return Settings.ContentWeight * Settings.ContentLayers[index].Weight * Settings.ContentNormalisation switch
        {
            ContentNormalisation.Half => 0.5,
            ContentNormalisation.Mean => 1 / size,
            _ => 1 / (4 * size),
        };
    }

    /// <summary>Factor of a style layer's Σ(FFᵀ/M − AAᵀ/M′)² in J.</summary>
    /// <param name="index">Position among the style layers.</param>
    public double StyleFactor(int index)
    {
        double n = StyleLayers[index].Channels;
        return Settings.StyleWeight * Settings.StyleLayers[index].Weight * Settings.StyleNormalisation switch
        {
            StyleNormalisation.Gatys => 1 / (4 * n * n),
            StyleNormalisation.MeanOfNormalised => 1 / (n * n * n * n),
            _ => 1 / (n * n),
        };
    }

    /// <summary>Checks that the deepest layer has a unit in an image of this size.</summary>
    /// <exception cref="BadInputException">The image is too small; the message names the least size.</exception>
    public void RequireSize(string subject, long width, long height)
    {
        if (Math.Min(width, height) < Last.MinSide)
        {
            throw new BadInputException(
                $"{subject} of {width} x {height} pixels", $"layer {Last} needs {Last.MinSide} x {Last.MinSide} at least");
        }
    }

    private static VggLayer[] Parse(IReadOnlyList<LayerWeight> layers, string kind, VggArchitecture architecture)
    {
        var found = new VggLayer[layers.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = VggLayer.Parse(layers[i].Layer, architecture);
            Check($"weight of {kind} layer {layers[i].Layer}", layers[i].Weight);
            if (Array.IndexOf(found, found[i]) < i)
            {
                throw new BadInputException($"{kind} layer {layers[i].Layer}", "is given twice");
            }
        }

        return found;
    }

    private static void Check(string what, double weight)
    {
        if (!double.IsFinite(weight) || weight < 0)
        {
            throw new BadInputException(FormattableString.Invariant($"{what} {weight}"), "must be a number of at least 0");
        }
    }

    private static VggInput InputOf(StylePreprocessing preprocessing, VggNetwork network) => preprocessing switch
    {
        StylePreprocessing.Weights => network.Input,
        StylePreprocessing.Caffe => VggInput.Caffe,
        StylePreprocessing.Torchvision => VggInput.Torchvision,
        _ when network.Input.BlueFirst => new VggInput(BlueFirst: true, 1, (103.53, 116.28, 123.675), (1, 1, 1)),
        _ => new VggInput(BlueFirst: false, 1, (123.675, 116.28, 103.53), (1, 1, 1)),
    };
}
