namespace FaceGrid.Client.Photos;

/// <summary>Natural sort order: runs of digits by their value, all other characters ordinal. <c>9.png</c> precedes <c>10.png</c>.</summary>
public sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The only instance needed; it has no state.</summary>
    public static NaturalOrder Instance { get; } = new();

    /// <summary>Negative, zero or positive; zero only for equal names.</summary>
    public int Compare(string? x, string? y)
    {
        var a = x.AsSpan();
        var b = y.AsSpan();
        while (a.Length > 0 && b.Length > 0)
        {
            var order = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0])
                ? Numbers(Digits(ref a), Digits(ref b))
                : Characters(ref a, ref b);
            if (order != 0)
            {
                return order;
            }
        }

        // 007 and 7 have the same value; the ordinal order then decides, so that different names never compare as equal.
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(x, y);
    }

    private static ReadOnlySpan<char> Digits(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits;
    }

    private static int Numbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }

    private static int Characters(ref ReadOnlySpan<char> a, ref ReadOnlySpan<char> b)
    {
        var order = a[0].CompareTo(b[0]);
        a = a[1..];
        b = b[1..];
        return order;
    }
}
