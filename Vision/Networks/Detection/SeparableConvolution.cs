using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Detection;

/// <summary>
/// A 3 x 3 depthwise convolution followed directly by a 1 x 1 convolution with bias (Howard et al. 2017, MobileNets).
/// </summary>
internal sealed class SeparableConvolution : IDisposable
{
    private readonly PlainConvolution _depthwise;
    private readonly PlainConvolution _pointwise;
    private readonly bool _padEnd;

    private SeparableConvolution(PlainConvolution depthwise, PlainConvolution pointwise, bool padEnd)
    {
        _depthwise = depthwise;
        _pointwise = pointwise;
        _padEnd = padEnd;
    }

    /// <summary>Names and shapes of its tensors in the weight file.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Tensors(string name, int channelsIn, int channelsOut) =>
        Depthwise(name, channelsIn, 1).Tensors().Concat(Pointwise(name, channelsIn, channelsOut).Tensors());

    /// <param name="stride">
    /// 1, or 2 for images with even sides, where TensorFlow's "same" pads only at the right and at the bottom.
    /// </param>
    /// <exception cref="BadInputException">A value is not finite.</exception>
    public static SeparableConvolution Load(SafeTensorsFile file, string name, int channelsIn, int channelsOut, int stride, Device device)
    {
        var depthwise = PlainConvolution.Load(file, Depthwise(name, channelsIn, stride), device);
        try
        {
            return new SeparableConvolution(
                depthwise, PlainConvolution.Load(file, Pointwise(name, channelsIn, channelsOut), device), stride == 2);
        }
        catch
        {
            depthwise.Dispose();
            throw;
        }
    }

    /// <param name="input">N x In x H x W.</param>
    /// <returns>N x Out x ⌈H/stride⌉ x ⌈W/stride⌉, a new tensor of the current dispose scope.</returns>
    public Tensor Forward(Tensor input)
    {
        if (!_padEnd)
        {
            using var filtered = _depthwise.Forward(input);
            return _pointwise.Forward(filtered);
        }

        using var padded = nn.functional.pad(input, (0, 1, 0, 1));
        using var halved = _depthwise.Forward(padded);
        return _pointwise.Forward(halved);
    }

    public void Dispose()
    {
        _depthwise.Dispose();
        _pointwise.Dispose();
    }

    private static ConvolutionSpec Depthwise(string name, int channels, int stride) =>
        new(name + ".depthwise_filter", null, channels, channels, 3, stride, stride == 1 ? 1 : 0, channels);

    private static ConvolutionSpec Pointwise(string name, int channelsIn, int channelsOut) =>
        new(name + ".pointwise_filter", name + ".bias", channelsIn, channelsOut, 1);
}
