using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>
/// What the way back through a rectifier and the 2 x 2 max pooling after it needs: which of four units was chosen, and whether it was open. A unit
/// that was not chosen gets no gradient, so its value need not be kept: 9 bytes for four units in place of 16, and no second pooling.
/// </summary>
/// <param name="Indices">Int64, shaped as the pooled maps: each one's place in its map.</param>
/// <param name="Open">Boolean, shaped as the pooled maps.</param>
/// <param name="Height">Of the maps that were pooled.</param>
/// <param name="Width">Of the maps that were pooled.</param>
internal sealed record MaxChoice(Tensor Indices, Tensor Open, long Height, long Width) : IDisposable
{
    /// <summary>Of the maps that were pooled, rounded up: a long and a Boolean for four units.</summary>
    public const int BytesPerUnit = 3;

    /// <param name="maps">Rectified.</param>
    /// <param name="pooled">N x C x ⌊H/2⌋ x ⌊W/2⌋, of the current dispose scope.</param>
    /// <returns>Of no dispose scope.</returns>
    public static MaxChoice Pool(Tensor maps, out Tensor pooled)
    {
        (pooled, var indices) = nn.functional.max_pool2d_with_indices(maps, [2, 2]);
        var open = pooled.GreaterThan(0);
        return new MaxChoice(indices.DetachFromDisposeScope(), open.DetachFromDisposeScope(), maps.shape[2], maps.shape[3]);
    }

    /// <param name="gradient">By the pooled maps.</param>
    /// <returns>The gradient by the maps before they were rectified.</returns>
    public Tensor Back(Tensor gradient)
    {
        using var scope = NewDisposeScope();
        return nn.functional.max_unpool2d(gradient.mul(Open), Indices, [2, 2], output_size: [gradient.shape[0], gradient.shape[1], Height, Width]).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        Indices.Dispose();
        Open.Dispose();
    }
}
