using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Styling;

/// <summary>Applies a <see cref="StylePreset"/>.</summary>
public static class StylePresets
{
    /// <summary>The preset with a name.</summary>
    /// <param name="name"><c>softly</c> or <c>strongly</c>.</param>
    /// <exception cref="BadInputException">Another name.</exception>
    public static StylePreset Parse(string name) => name switch
    {
        "softly" => StylePreset.Softly,
        "strongly" => StylePreset.Strongly,
        _ => throw new BadInputException($"preset '{name}'", "there are softly and strongly"),
    };

    /// <summary>
    /// The same settings with style layers x1_1 to x5_1, whose λ double from layer to layer (softly) or halve (strongly), and
    /// content layer x4_2 (softly) or x5_2 (strongly). Layers are rectified as in the profile, and Σλ is unchanged, so that α and
    /// β keep their meaning. VGG-16 and VGG-19 both have these layers.
    /// </summary>
    public static StyleLossSettings Apply(StylePreset preset, StyleLossSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var rectified = settings.StyleLayers.Concat(settings.ContentLayers).Any(l => l.Layer.StartsWith("relu", StringComparison.Ordinal));
        var total = settings.StyleLayers.Sum(l => l.Weight);
        var (block, last) = (preset == StylePreset.Softly ? 4 : 5, VggLayer.Blocks - 1);
        var parts = Enumerable.Range(0, VggLayer.Blocks).Select(i => 1 << (preset == StylePreset.Softly ? i : last - i)).ToArray();
        return settings with
        {
            ContentLayers = [new(new VggLayer(block, 2, rectified).Name, settings.ContentLayers.Sum(l => l.Weight))],
            StyleLayers = [.. parts.Select((part, i) =>
                new LayerWeight(new VggLayer(i + 1, 1, rectified).Name, total * part / parts.Sum()))],
        };
    }
}
