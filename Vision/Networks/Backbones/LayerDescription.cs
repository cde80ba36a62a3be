namespace FaceGrid.Vision.Networks.Backbones;

/// <summary>
/// One layer of a network for a given input size. Activation functions are not listed, because they change no sizes.
/// </summary>
/// <param name="Name">Name in weight files.</param>
/// <param name="Kind">Kind of layer: convolution, depthwise convolution, batch norm, max pooling, linear …</param>
/// <param name="KernelHeight">Kernel size f; 0 for layers without a sliding window.</param>
/// <param name="KernelWidth">Kernel size f; 0 for layers without a sliding window.</param>
/// <param name="Stride">Stride s, in units of the layer's input.</param>
/// <param name="Padding">Padding p on every side.</param>
/// <param name="Channels">Number of output maps, or of output floats.</param>
/// <param name="Height">Output size ⌊(n + 2p − f) / s⌋ + 1.</param>
/// <param name="Width">Output size ⌊(n + 2p − f) / s⌋ + 1.</param>
/// <param name="Parameters">Number of trainable parameters: kernels, biases, scales, slopes; without running statistics.</param>
/// <param name="MultiplyAdds">Multiply-adds of convolutions and linear layers for one image.</param>
/// <param name="FieldHeight">
/// Height of the receptive field of one unit in pixels of the image, r + (f − 1) · jump; because of padding it may exceed the
/// image.
/// </param>
/// <param name="FieldWidth">Width of the receptive field.</param>
/// <param name="Jump">Distance of neighbouring units in pixels of the image: the product of the strides up to this layer.</param>
public sealed record LayerDescription(
    string Name,
    string Kind,
    int KernelHeight,
    int KernelWidth,
    int Stride,
    int Padding,
    int Channels,
    int Height,
    int Width,
    long Parameters,
    long MultiplyAdds,
    int FieldHeight,
    int FieldWidth,
    int Jump)
{
    /// <summary>Number of the layer's stage, from 1. The layer is frozen when at least this many stages are.</summary>
    public int Stage { get; init; }
}
