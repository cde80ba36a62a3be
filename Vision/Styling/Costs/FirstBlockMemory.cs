using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>
/// Memory for what the bands of the first block store between the forward and the backward pass. All bands share one block of memory,
/// which is reused in every step: separate blocks among temporary ones would fragment the heap and keep it from shrinking.
/// </summary>
/// <param name="channels">Number of maps.</param>
/// <param name="choiceIsEnough">The pooling's choice is stored in place of the maps.</param>
internal sealed class FirstBlockMemory(int channels, bool choiceIsEnough) : IDisposable
{
    private (Tensor Maps, Tensor? Open)? _block;

    /// <summary>The stored bands, top to bottom.</summary>
    public List<FirstBlockBand> Bands { get; } = [];

    /// <summary>Allocates the block for an input of this size, unless the present one fits.</summary>
    /// <param name="input">1 x 3 x H x W.</param>
    public void Reserve(Tensor input)
    {
        var (height, width) = (input.shape[2], input.shape[3]);
        long[] shape = choiceIsEnough ? [1, channels, height / 2, width / 2] : [1, channels, height, width];
        if (_block is { } old)
        {
            if (old.Maps.shape.SequenceEqual(shape))
            {
                return;
            }

            old.Maps.Dispose();
            old.Open?.Dispose();
        }

        _block = (Empty(choiceIsEnough ? ScalarType.Int64 : input.dtype), choiceIsEnough ? Empty(ScalarType.Bool) : null);

        Tensor Empty(ScalarType type)
        {
            using var scope = NewDisposeScope();
            return Maps.LayOut(empty(shape, type, input.device)).DetachFromDisposeScope();
        }
    }

    /// <summary>Copies maps of a band into the block. <see cref="Reserve"/> must have been called.</summary>
    /// <param name="maps">1 x C x rows x W.</param>
    /// <param name="first">Row of the block at which they start.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns>A view of the block, in no dispose scope.</returns>
    public Tensor Store(Tensor maps, long first, long rows) => Copy(_block!.Value.Maps, maps, first, rows);

    /// <summary>Copies the pooling's choice of a band into the block.</summary>
    /// <returns>The choice with tensors that are views of the block.</returns>
    /// <inheritdoc cref="Store(Tensor, long, long)"/>
    public MaxChoice Store(MaxChoice choice, long first, long rows)
    {
        var (indices, open) = _block!.Value;
        return choice with { Indices = Copy(indices, choice.Indices, first, rows), Open = Copy(open!, choice.Open, first, rows) };
    }

    /// <summary>Releases the bands; the block is kept for the next step.</summary>
    public void Clear()
    {
        Bands.ForEach(b => b.Dispose());
        Bands.Clear();
    }

    public void Dispose()
    {
        Clear();
        _block?.Maps.Dispose();
        _block?.Open?.Dispose();
    }

    private static Tensor Copy(Tensor block, Tensor part, long first, long rows) =>
        block.narrow(2, first, rows).copy_(part).DetachFromDisposeScope();
}
