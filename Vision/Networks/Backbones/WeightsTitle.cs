namespace FaceGrid.Vision.Networks.Backbones;

/// <summary>Name of a network with its size for messages: <c>ResNet-18 112x112 of width 0.5</c>.</summary>
internal static class WeightsTitle
{
    public static string Of(string title, BackboneOptions options) => options.WidthMultiplier == 1
        ? FormattableString.Invariant($"{title} {options.Height}x{options.Width}")
        : FormattableString.Invariant($"{title} {options.Height}x{options.Width} of width {options.WidthMultiplier}");
}
