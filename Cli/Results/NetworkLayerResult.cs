namespace FaceGrid.Cli.Results;

/// <summary>One layer of a <see cref="NetworkResult"/>.</summary>
/// <param name="Name">Name in weight files.</param>
/// <param name="Stage">Stage of the network, from 1.</param>
/// <param name="Kind">convolution, depthwise convolution, batch norm, max pooling, linear …</param>
/// <param name="KernelHeight">Height of the kernel; 0: no window.</param>
/// <param name="KernelWidth">Width of the kernel; 0: no window.</param>
/// <param name="Stride">Stride, in units of the layer's input.</param>
/// <param name="Padding">Padding on each side.</param>
/// <param name="OutputChannels">Output channels, or floats.</param>
/// <param name="OutputHeight">Height of the output map.</param>
/// <param name="OutputWidth">Width of the output map.</param>
/// <param name="Parameters">Number of trainable parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds for one image.</param>
/// <param name="ReceptiveFieldHeightPx">Height of the receptive field, in pixels of the image.</param>
/// <param name="ReceptiveFieldWidthPx">Width of the receptive field, in pixels of the image.</param>
/// <param name="JumpPx">Distance of neighbouring units, in pixels of the image.</param>
internal sealed record NetworkLayerResult(
    string Name,
    int Stage,
    string Kind,
    int KernelHeight,
    int KernelWidth,
    int Stride,
    int Padding,
    int OutputChannels,
    int OutputHeight,
    int OutputWidth,
    long Parameters,
    long MultiplyAdds,
    int ReceptiveFieldHeightPx,
    int ReceptiveFieldWidthPx,
    int JumpPx);
