using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>
/// What the backward pass through a rectifier and the 2 x 2 max pooling after it needs: which of four units was chosen, and whether it is
/// positive. The other units receive no gradient, so that their values need not be stored: 9 bytes for four units in place of 16, and no
/// second pooling.
/// </summary>
/// <param name="Indices">Int64, of the shape of the pooled maps: index of the chosen unit in its map.</param>
/// <param name="Open">Boolean, of the shape of the pooled maps: the chosen unit is above 0.</param>
/// <param name="Height">Height of the maps before pooling.</param>
/// <param name="Width">Width of the maps before pooling.</param>
internal sealed record MaxChoice(Tensor Indices, Tensor Open, long Height, long Width) : IDisposable
{
    /// <summary>Bytes per unit before pooling, rounded up: an int64 and a Boolean for four units.</summary>
    public const int BytesPerUnit = 3;

    /// <summary>Pools maps and records the choice.</summary>
    /// <param name="maps">N x C x H x W, rectified.</param>
    /// <param name="pooled">N x C x ⌊H/2⌋ x ⌊W/2⌋, in the current dispose scope.</param>
    /// <returns>The choice, in no dispose scope.</returns>
    public static MaxChoice Pool(Tensor maps, out Tensor pooled)
    {
        (pooled, var indices) = nn.functional.max_pool2d_with_indices(maps, [2, 2]);
        var open = pooled.GreaterThan(0);
        return new MaxChoice(indices.DetachFromDisposeScope(), open.DetachFromDisposeScope(), maps.shape[2], maps.shape[3]);
    }

    /// <summary>The backward pass.</summary>
    /// <param name="gradient">Gradient with respect to the pooled maps.</param>
    /// <returns>Gradient with respect to the maps before they were rectified.</returns>
    public Tensor Back(Tensor gradient)
    {
        using var scope = NewDisposeScope();
        long[] size = [gradient.shape[0], gradient.shape[1], Height, Width];
        return nn.functional.max_unpool2d(gradient.mul(Open), Indices, [2, 2], output_size: size).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        Indices.Dispose();
        Open.Dispose();
    }
}
