namespace FaceGrid.Vision.Weights.Import;

/// <summary>
/// What a weight file may cost before anything in it is believed. Far above the networks that are imported, far below what
/// would trouble a machine.
/// </summary>
internal static class ImportLimits
{
    /// <summary>Tensors, layers or storages in one file.</summary>
    public const int Items = 20_000;

    /// <summary>Bytes of the parts that are parsed as a whole: pickles, manifests, layer lists.</summary>
    public const int ParsedBytes = 16 << 20;

    /// <summary>Bytes of one tensor.</summary>
    public const long TensorBytes = 1L << 30;

    /// <summary>Characters of a tensor's name.</summary>
    public const int NameLength = 256;

    /// <summary>Sizes in one shape.</summary>
    public const int Rank = 8;

    /// <summary>The number of elements of a shape that came from a file.</summary>
    /// <exception cref="BadInputException">A negative size, or more than <see cref="TensorBytes"/> of floats.</exception>
    public static long CheckedCount(string path, string name, IReadOnlyList<long> shape)
    {
        var count = (Int128)1;
        foreach (var size in shape)
        {
            if (size < 0 || shape.Count > Rank || (count *= size) > TensorBytes / sizeof(float))
            {
                throw new BadInputException(path, $"tensor '{Shown(name)}' cannot have the shape {Shown(TensorShape.Text(shape))}");
            }
        }

        return (long)count;
    }

    /// <summary>Text of a file as part of a one-line message.</summary>
    public static string Shown(string text)
    {
        var cut = text.Length <= 80 ? text : text[..80] + "...";
        return string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '?' : c));
    }
}
