using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Styling;

/// <summary>Content layer and λ by one word.</summary>
public static class StylePresets
{
    /// <param name="name"><c>softly</c> or <c>strongly</c>.</param>
    /// <exception cref="BadInputException">Another.</exception>
    public static StylePreset Parse(string name) => name switch
    {
        "softly" => StylePreset.Softly,
        "strongly" => StylePreset.Strongly,
        _ => throw new BadInputException($"preset '{name}'", "there are softly and strongly"),
    };

    /// <summary>
    /// The same settings with style layers x1_1 to x5_1 whose λ double from each to the next (softly) or halve (strongly), and content at
    /// x4_2 (softly) or x5_2 (strongly). Layers stay rectified or not as the profile has them, and Σλ stays what it was, so that α and
    /// β weigh as before. It names layers that both networks have.
    /// </summary>
    public static StyleLossSettings Apply(StylePreset preset, StyleLossSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var rectified = settings.StyleLayers.Concat(settings.ContentLayers).Any(l => l.Layer.StartsWith("relu", StringComparison.Ordinal));
        var total = settings.StyleLayers.Sum(l => l.Weight);
        var parts = Enumerable.Range(0, VggLayer.Blocks).Select(i => 1 << (preset == StylePreset.Softly ? i : VggLayer.Blocks - 1 - i)).ToArray();
        return settings with
        {
            ContentLayers = [new(new VggLayer(preset == StylePreset.Softly ? 4 : 5, 2, rectified).Name, settings.ContentLayers.Sum(l => l.Weight))],
            StyleLayers = [.. parts.Select((part, i) => new LayerWeight(new VggLayer(i + 1, 1, rectified).Name, total * part / parts.Sum()))],
        };
    }
}
