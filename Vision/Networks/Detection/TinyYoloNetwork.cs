using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Weights;
using static FaceGrid.Vision.Tensors.TensorLifetime;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Detection;

/// <summary>
/// Tiny YOLOv2 (Redmon and Farhadi 2017, "YOLO9000") with depthwise separable convolutions, as face-api.js publishes it for faces:
/// one convolution and five separable ones, leaky ReLU of slope 0.1, max pooling after each, and one output cell for 32 x 32
/// pixels. Immutable after loading and safe for concurrent calls.
/// </summary>
internal sealed class TinyYoloNetwork : IDisposable
{
    /// <summary>Side of an output cell in pixels of the input.</summary>
    public const int Cell = 32;

    /// <summary>Number of boxes that each cell proposes.</summary>
    public const int Anchors = 5;

    /// <summary>Number of values for each box: x, y, width, height, objectness.</summary>
    public const int PerAnchor = 5;

    private const string Description = "the tiny face detector";

    private const double Slope = 0.1;

    private static readonly int[] Channels = [16, 32, 64, 128, 256, 512];

    /// <summary>The first convolution has no padding.</summary>
    private static readonly ConvolutionSpec First = new("conv0.filters", "conv0.bias", 3, Channels[0], 3);

    private static readonly ConvolutionSpec Last = new("conv8.filters", "conv8.bias", Channels[^1], Anchors * PerAnchor, 1);

    private readonly OwnedParts _parts;
    private readonly PlainConvolution _first;
    private readonly SeparableConvolution[] _middle;
    private readonly PlainConvolution _last;
    private readonly Device _device;

    private TinyYoloNetwork(SafeTensorsFile file, Device device, OwnedParts parts)
    {
        _parts = parts;
        _device = device;
        _first = parts.Add(PlainConvolution.Load(file, First, device));
        _middle = [.. Enumerable.Range(1, Channels.Length - 1)
            .Select(i => parts.Add(SeparableConvolution.Load(file, $"conv{i}", Channels[i - 1], Channels[i], 1, device)))];
        _last = parts.Add(PlainConvolution.Load(file, Last, device));
    }

    /// <summary>Conversion of images to the network's input.</summary>
    public static NetworkPixels Input { get; } = new((117.001, 114.697, 97.404), 1.0 / 256);

    /// <exception cref="BadInputException">The file does not hold this network's weights.</exception>
    public static TinyYoloNetwork Load(SafeTensorsFile file, Device device)
    {
        NetworkWeights.Check(
            file,
            Description,
            First.Tensors()
                .Concat(Enumerable.Range(1, Channels.Length - 1)
                    .SelectMany(i => SeparableConvolution.Tensors($"conv{i}", Channels[i - 1], Channels[i])))
                .Concat(Last.Tensors()));
        return OwnedParts.Load(parts => new TinyYoloNetwork(file, device, parts));
    }

    /// <param name="pixels">Height x Width x 3, as <see cref="Input"/> writes them.</param>
    /// <param name="width">A multiple of <see cref="Cell"/>.</param>
    /// <param name="height">A multiple of <see cref="Cell"/>.</param>
    /// <returns>Height/32 x Width/32 x <see cref="Anchors"/> x <see cref="PerAnchor"/>, row-major.</returns>
    public float[] Forward(float[] pixels, int width, int height)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var x = _first.Forward(tensor(pixels, [1, height, width, 3], device: _device).permute(0, 3, 1, 2));
        x.LeakyRectifyInPlace(Slope);
        for (var i = 0; i < _middle.Length; i++)
        {
            x = Replace(x, nn.functional.max_pool2d(x, 2, 2, ceil_mode: true));
            x = Replace(x, _middle[i].Forward(x));
            x.LeakyRectifyInPlace(Slope);
        }

        // The last pooling has stride 1; a row and a column of −∞ are added, so that the size is unchanged.
        x = Replace(x, nn.functional.pad(x, (0, 1, 0, 1), value: double.NegativeInfinity));
        x = Replace(x, nn.functional.max_pool2d(x, 2, 1));
        x = Replace(x, _last.Forward(x));
        return x.permute(0, 2, 3, 1).cpu().contiguous().data<float>().ToArray();
    }

    public void Dispose() => _parts.Dispose();
}
