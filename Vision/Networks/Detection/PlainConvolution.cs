using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Detection;

/// <summary>A convolution without batch norm, for inference, with its kernel in channels-last layout.</summary>
internal sealed class PlainConvolution : IDisposable
{
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long _groups;

    private PlainConvolution(Tensor weight, Tensor? bias, ConvolutionSpec spec)
    {
        _weight = weight;
        _bias = bias;
        _stride = [spec.Stride, spec.Stride];
        _padding = [spec.Padding, spec.Padding];
        _groups = spec.Groups;
    }

    /// <exception cref="BadInputException">A value is not finite.</exception>
    public static PlainConvolution Load(SafeTensorsFile file, ConvolutionSpec spec, Device device)
    {
        var kernel = NetworkWeights.ReadFinite(file, spec.Weight);
        var (channels, size) = (spec.In / spec.Groups, spec.Kernel);
        var ordered = new float[kernel.Length];
        var to = 0;
        for (var o = 0; o < spec.Out; o++)
        {
            for (var y = 0; y < size; y++)
            {
                for (var x = 0; x < size; x++)
                {
                    // OIHW in the file, OHWI in memory; kernels of a network that was trained on transposed images are transposed.
                    var (row, column) = spec.Transposed ? (x, y) : (y, x);
                    for (var i = 0; i < channels; i++)
                    {
                        ordered[to++] = kernel[(((((o * channels) + i) * size) + row) * size) + column];
                    }
                }
            }
        }

        using var scope = NewDisposeScope();
        var weight = tensor(ordered, [spec.Out, size, size, channels], device: device).permute(0, 3, 1, 2);
        var bias = spec.Bias is null ? null : tensor(NetworkWeights.ReadFinite(file, spec.Bias), device: device);
        return new PlainConvolution(weight.DetachFromDisposeScope(), bias?.DetachFromDisposeScope(), spec);
    }

    /// <param name="input">N x In x H x W.</param>
    /// <returns>N x Out x H' x W', a new tensor of the current dispose scope.</returns>
    public Tensor Forward(Tensor input) => nn.functional.conv2d(input, _weight, _bias, _stride, _padding, groups: _groups);

    public void Dispose()
    {
        _weight.Dispose();
        _bias?.Dispose();
    }
}
