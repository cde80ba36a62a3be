namespace FaceGrid.Vision.Weights.Import.Torch;

/// <summary>A tensor as a view of a storage.</summary>
/// <param name="Offset">Offset of the first element, in elements.</param>
/// <param name="Strides">Strides in elements, one for each size.</param>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>Whether the elements are contiguous in row-major order.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (var i = Shape.Length - 1; i >= 0; i--)
            {
                if (Shape[i] != 1 && Strides[i] != expected)
                {
                    return false;
                }

                expected *= Shape[i];
            }

            return true;
        }
    }

    /// <summary>
    /// Number of storage elements from the first to the last one of the view, or −1 where the view leaves its storage or repeats
    /// elements (an expanded tensor, which could represent gigabytes by a few bytes).
    /// </summary>
    public long Span()
    {
        if (Shape.Contains(0))
        {
            return Array.TrueForAll(Shape, s => s >= 0) && Offset >= 0 && Offset <= Storage.Count ? 0 : -1;
        }

        Int128 count = 1;
        Int128 last = 0;
        for (var i = 0; i < Shape.Length; i++)
        {
            if (Shape[i] < 0 || Strides[i] < 0)
            {
                return -1;
            }

            count *= Shape[i];
            last += (Int128)(Shape[i] - 1) * Strides[i];
            if (count > Storage.Count || last > Storage.Count)
            {
                return -1;
            }
        }

        var span = last + 1;
        return Offset >= 0 && Offset + span <= Storage.Count && count <= span ? (long)span : -1;
    }
}
