using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// A <see cref="ConvolutionUnit"/> for inference: the batch norm is folded into kernel and bias (in double precision, then
/// rounded once), w' = w·γ/√(σ²+ε), b' = β − μ·γ/√(σ²+ε).
/// </summary>
internal sealed class FoldedUnit : IDisposable
{
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly Tensor? _slopes;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long _groups;

    private FoldedUnit(Tensor weight, Tensor bias, Tensor? slopes, ConvolutionUnit unit)
    {
        _weight = weight;
        _bias = bias;
        _slopes = slopes;
        _stride = [unit.Stride, unit.Stride];
        _padding = [unit.Padding, unit.Padding];
        _groups = unit.Groups;
    }

    /// <exception cref="BadInputException">A value is not finite, or a variance is below zero.</exception>
    public static FoldedUnit Load(SafeTensorsFile file, ConvolutionUnit unit, Device device)
    {
        var kernel = NetworkWeights.ReadFinite(file, unit.Weight);
        var gamma = NetworkWeights.ReadFinite(file, unit.Norm + ".weight");
        var beta = NetworkWeights.ReadFinite(file, unit.Norm + ".bias");
        var mean = NetworkWeights.ReadFinite(file, unit.Norm + ".running_mean");
        var variance = NetworkWeights.ReadFinite(file, unit.Norm + ".running_var");

        var bias = new float[unit.Out];
        var folded = new float[kernel.Length];
        var (perOutput, channels, pixels) = (kernel.Length / unit.Out, unit.In / unit.Groups, unit.KernelHeight * unit.KernelWidth);
        for (var o = 0; o < unit.Out; o++)
        {
            if (variance[o] < 0)
            {
                throw new BadInputException(file.Path, $"tensor '{unit.Norm}.running_var' holds a variance below zero");
            }

            var scale = gamma[o] / Math.Sqrt(variance[o] + ConvolutionUnit.Epsilon);
            bias[o] = (float)(beta[o] - (mean[o] * scale));
            for (var i = 0; i < channels; i++)
            {
                for (var p = 0; p < pixels; p++)
                {
                    // OIHW in the file, OHWI in memory, so that the convolution runs on interleaved pixels without a copy.
                    folded[(o * perOutput) + (p * channels) + i] = (float)(kernel[(o * perOutput) + (i * pixels) + p] * scale);
                }
            }
        }

        using var scope = NewDisposeScope();
        var weight = tensor(folded, [unit.Out, unit.KernelHeight, unit.KernelWidth, channels], device: device).permute(0, 3, 1, 2);
        var slopes = unit.Activation is null ? null : tensor(NetworkWeights.ReadFinite(file, unit.Activation), device: device);
        return new FoldedUnit(
            weight.DetachFromDisposeScope(),
            tensor(bias, device: device).DetachFromDisposeScope(),
            slopes?.DetachFromDisposeScope(),
            unit);
    }

    /// <param name="input">N x In x H x W.</param>
    /// <returns>N x Out x H' x W', a new tensor of the current dispose scope.</returns>
    public Tensor Forward(Tensor input)
    {
        var output = nn.functional.conv2d(input, _weight, _bias, _stride, _padding, groups: _groups);
        if (_slopes is null)
        {
            return output;
        }

        using (output)
        {
            return nn.functional.prelu(output, _slopes);
        }
    }

    public void Dispose()
    {
        _weight.Dispose();
        _bias.Dispose();
        _slopes?.Dispose();
    }
}
