namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>models describe</c>.</summary>
/// <param name="Architecture">Name of the architecture.</param>
/// <param name="InputHeightPx">Height of the input, in pixels.</param>
/// <param name="InputWidthPx">Width of the input, in pixels.</param>
/// <param name="InputChannels">Channels of the input: 1 or 3.</param>
/// <param name="Outputs">Dimension of the encoding, or number of classes.</param>
/// <param name="WidthMultiplier">Factor on all channel counts.</param>
/// <param name="Parameters">Number of trainable parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds for one image.</param>
/// <param name="Layers">The layers in order.</param>
internal sealed record NetworkResult(
    string Architecture,
    int InputHeightPx,
    int InputWidthPx,
    int InputChannels,
    int Outputs,
    double WidthMultiplier,
    long Parameters,
    long MultiplyAdds,
    IReadOnlyList<NetworkLayerResult> Layers);
