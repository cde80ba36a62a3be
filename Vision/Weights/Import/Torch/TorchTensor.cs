namespace FaceGrid.Vision.Weights.Import.Torch;

/// <summary>A view of a storage.</summary>
/// <param name="Offset">Of the first element, in elements.</param>
/// <param name="Strides">In elements, one for each size.</param>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>Its elements lie one after another in row-major order.</summary>
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
    /// Elements from the first to the last one that the view touches, or −1 where it leaves its storage or repeats
    /// elements (an expanded tensor: a few bytes could stand for gigabytes).
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
