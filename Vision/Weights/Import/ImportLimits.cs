namespace FaceGrid.Vision.Weights.Import;

/// <summary>
/// Limits on untrusted weight files, which bound the memory of an import. They are far above the needs of the supported networks
/// and far below the capacity of a machine.
/// </summary>
internal static class ImportLimits
{
    /// <summary>Maximum number of tensors, layers or storages in one file.</summary>
    public const int Items = 20_000;

    /// <summary>Maximum bytes of parts that are parsed as a whole: pickles, manifests, layer lists.</summary>
    public const int ParsedBytes = 16 << 20;

    /// <summary>Maximum number of objects in one pickle: each byte of it can make an object that takes far more memory.</summary>
    public const int Objects = 200_000;

    /// <summary>Maximum bytes of one tensor.</summary>
    public const long TensorBytes = 1L << 30;

    /// <summary>Maximum characters of a tensor's name.</summary>
    public const int NameLength = 256;

    /// <summary>Maximum number of sizes in one shape.</summary>
    public const int Rank = 8;

    /// <summary>The number of elements of a shape from a file.</summary>
    /// <exception cref="BadInputException">A negative size, or more than <see cref="TensorBytes"/> of floats.</exception>
    public static long CheckedCount(string path, string name, IReadOnlyList<long> shape)
    {
        var count = (Int128)1;
        foreach (var size in shape)
        {
            if (size < 0 || shape.Count > Rank || (count *= size) > TensorBytes / sizeof(float))
            {
                throw new BadInputException(path, $"tensor '{Printable(name)}' cannot have the shape {Printable(TensorShape.Text(shape))}");
            }
        }

        return (long)count;
    }

    /// <summary>Makes text from a file suitable for a one-line message.</summary>
    public static string Printable(string text)
    {
        var cut = text.Length <= 80 ? text : text[..80] + "...";
        return string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '?' : c));
    }
}
