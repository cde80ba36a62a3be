using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Styling;

/// <summary>Everything that the cost of an image depends on beside the images and the network. Immutable; read from and written to JSON.</summary>
public sealed record StyleLossSettings
{
    /// <summary>The profile that these settings began as.</summary>
    public required string Profile { get; init; }

    public required IReadOnlyList<LayerWeight> ContentLayers { get; init; }

    public required IReadOnlyList<LayerWeight> StyleLayers { get; init; }

    /// <summary>α.</summary>
    public required double ContentWeight { get; init; }

    /// <summary>β.</summary>
    public required double StyleWeight { get; init; }

    public required double TotalVariationWeight { get; init; }

    /// <summary>What the sum of squared feature differences is divided by.</summary>
    public required ContentNormalisation ContentNormalisation { get; init; }

    /// <summary>What the sum of squared Gram differences is divided by.</summary>
    public required StyleNormalisation StyleNormalisation { get; init; }

    public required TotalVariationForm TotalVariationForm { get; init; }

    public required VggPooling Pooling { get; init; }

    public required StylePreprocessing Preprocessing { get; init; }
}
