using System.Text;

namespace FaceGrid.Vision.Weights.Import.Pickles;

/// <summary>The bytes of a pickle with a read position; every read is checked against the length.</summary>
internal sealed class PickleBytes(string path, ReadOnlyMemory<byte> data)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Offset of the next byte.</summary>
    public int Position { get; set; }

    /// <exception cref="BadInputException">The pickle ends first.</exception>
    public byte Byte() => Take(1)[0];

    /// <summary>The next <paramref name="count"/> bytes.</summary>
    /// <exception cref="BadInputException">The pickle ends first.</exception>
    public ReadOnlySpan<byte> Take(long count)
    {
        if (count > data.Length - Position)
        {
            throw Bad("truncated within its pickle");
        }

        var span = data.Span.Slice(Position, (int)count);
        Position += (int)count;
        return span;
    }

    /// <summary>The next <paramref name="count"/> bytes as UTF-8 text.</summary>
    /// <exception cref="BadInputException">The pickle ends first, or the bytes are not UTF-8.</exception>
    public string Text(long count)
    {
        try
        {
            return StrictUtf8.GetString(Take(count));
        }
        catch (DecoderFallbackException e)
        {
            throw new BadInputException(path, "its pickle holds text that is not UTF-8", e);
        }
    }

    /// <summary>UTF-8 text up to the next line feed, which is skipped.</summary>
    /// <exception cref="BadInputException">There is no further line feed, or the bytes are not UTF-8.</exception>
    public string Line()
    {
        var end = data.Span[Position..].IndexOf((byte)'\n');
        if (end < 0)
        {
            throw Bad("truncated within its pickle");
        }

        var line = Text(end);
        Position++;
        return line;
    }

    /// <summary>
    /// A little-endian two's complement integer as a long. An integer of more than 8 bytes, such as torch.save's magic number of
    /// ten, is returned as its bytes.
    /// </summary>
    public static object Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
        {
            return bytes.ToArray();
        }

        long value = bytes.Length > 0 && (bytes[^1] & 0x80) != 0 ? -1 : 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }

    private BadInputException Bad(string reason) => new(path, reason);
}
