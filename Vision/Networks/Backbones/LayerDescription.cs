namespace FaceGrid.Vision.Networks.Backbones;

/// <summary>One layer of a network on an input of a given size. Activations are not listed: they change no size.</summary>
/// <param name="Name">As in weight files.</param>
/// <param name="Kind">convolution, depthwise convolution, batch norm, max pooling, linear …</param>
/// <param name="KernelHeight">f; 0 where the layer slides no window.</param>
/// <param name="KernelWidth">f; 0 where the layer slides no window.</param>
/// <param name="Stride">s, in units of the layer's input.</param>
/// <param name="Padding">p, on every side.</param>
/// <param name="Channels">Maps, or floats, that it gives.</param>
/// <param name="Height">⌊(n + 2p − f) / s⌋ + 1.</param>
/// <param name="Width">⌊(n + 2p − f) / s⌋ + 1.</param>
/// <param name="Parameters">What training changes: kernels, biases, scales, slopes; no running statistics.</param>
/// <param name="MultiplyAdds">For one image, of convolutions and linear layers.</param>
/// <param name="FieldHeight">
/// Receptive field: side, in pixels of the image, of what one unit depends on, r + (f − 1) · jump; padding lets it exceed the image.
/// </param>
/// <param name="FieldWidth">The same for the width.</param>
/// <param name="Jump">Pixels of the image from one unit to the next: the product of the strides so far.</param>
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
    /// <summary>Which of the network's stages it is in, from 1: frozen with so many stages or more.</summary>
    public int Stage { get; init; }
}
