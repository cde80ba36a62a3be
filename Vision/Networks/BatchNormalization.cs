using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// Batch normalisation of maps (Ioffe and Szegedy 2015) as a replacement for TorchSharp's BatchNorm2d, in which a scalar can be
/// freed during the native call that counts the batches (docs/adr/0014). Batches are not counted here, because with a fixed
/// momentum nothing depends on their number.
/// </summary>
internal sealed class BatchNormalization(int channels) : NormBase(
    channels,
    ConvolutionUnit.Epsilon,
    Momentum,
    affine: true,
    track_running_stats: true,
    device: null,
    dtype: null,
    nameof(BatchNormalization))
{
    /// <summary>Weight of the newest batch in the running statistics.</summary>
    private const double Momentum = 0.1;

    /// <param name="input">N x C x H x W.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="ArgumentException">The input does not have four axes.</exception>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        return functional.batch_norm(input, running_mean, running_var, weight, bias, training, Momentum, eps);
    }

    protected override void ValidateInputDimensions(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.ndim != 4)
        {
            throw new ArgumentException($"batch normalisation of N x C x H x W, not of {input.ndim} axes", nameof(input));
        }
    }
}
