using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// Everything that the cost J(G) = α·Jc + β·Js + TV (Gatys, Ecker and Bethge 2015, equation 7) depends on beside the images and the
/// network. Immutable; read from and written to JSON.
/// </summary>
public sealed record StyleLossSettings
{
    /// <summary>Name of the profile from which the settings were derived.</summary>
    public required string Profile { get; init; }

    /// <summary>Layers of the content cost.</summary>
    public required IReadOnlyList<LayerWeight> ContentLayers { get; init; }

    /// <summary>Layers of the style cost.</summary>
    public required IReadOnlyList<LayerWeight> StyleLayers { get; init; }

    /// <summary>α, 0 or more.</summary>
    public required double ContentWeight { get; init; }

    /// <summary>β, 0 or more.</summary>
    public required double StyleWeight { get; init; }

    /// <summary>Weight of the total variation, 0 or more.</summary>
    public required double TotalVariationWeight { get; init; }

    /// <summary>Factor of the sum of squared feature differences.</summary>
    public required ContentNormalisation ContentNormalisation { get; init; }

    /// <summary>Factor of the sum of squared differences of Gram matrices.</summary>
    public required StyleNormalisation StyleNormalisation { get; init; }

    /// <summary>How differences between neighbouring pixels are added.</summary>
    public required TotalVariationForm TotalVariationForm { get; init; }

    /// <summary>Pooling of the network.</summary>
    public required VggPooling Pooling { get; init; }

    /// <summary>Preprocessing of the pixels.</summary>
    public required StylePreprocessing Preprocessing { get; init; }
}
