using System.Buffers.Binary;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// Checks the first directory of a TIFF (TIFF 6.0, section 2) before LibTiff reads the file, which allocates what a directory
/// announces: no list is longer than the file, no strip or tile is larger than the file or the picture.
/// </summary>
internal static class TiffDirectory
{
    private const int EntryLength = 12;
    private const long ImageWidth = 256;
    private const long ImageLength = 257;
    private const long RowsPerStrip = 278;
    private const int MostSamples = 5;
    private const int MostBits = 32;

    /// <param name="file">The whole file. Strips of more rows than the picture has are cut to it, as the standard reads them.</param>
    /// <param name="name">Name of the image in error messages.</param>
    /// <exception cref="BadInputException">The directory announces more than the file can hold.</exception>
    /// <returns>Width and height in pixels; 0 where they are not stated.</returns>
    public static (long Width, long Height) Check(Span<byte> file, string name)
    {
        var little = file[0] == 'I';
        var start = file.Length >= 8 ? Number(file[4..], 4, little) : uint.MaxValue;
        var entries = start <= (uint)file.Length - 2 ? Number(file[(int)start..], 2, little) : 0;
        if (entries == 0 || start + 2 + (entries * EntryLength) > (uint)file.Length)
        {
            throw Damaged(name, "its first directory is outside the file");
        }

        var (width, height) = (0L, 0L);
        for (var i = 0; i < entries; i++)
        {
            var entry = file.Slice((int)start + 2 + (i * EntryLength), EntryLength);
            CheckEntry(file, entry, little, name);
            switch (Number(entry, 2, little))
            {
                case ImageWidth:
                    width = Single(entry, little);
                    break;
                case ImageLength:
                    height = Single(entry, little);
                    break;
                case RowsPerStrip when Single(entry, little) > height:
                    SetSingle(entry, (uint)height, little);
                    break;
            }
        }

        return (width, height);
    }

    /// <summary>The value of an entry with one SHORT or LONG.</summary>
    private static long Single(ReadOnlySpan<byte> entry, bool little) =>
        Number(entry[8..], SizeOf(Number(entry[2..], 2, little)) == 2 ? 2 : 4, little);

    private static void SetSingle(Span<byte> entry, uint value, bool little)
    {
        const ushort Long = 4;
        if (little)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], Long);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(entry[2..], Long);
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], value);
        }
    }

    private static void CheckEntry(ReadOnlySpan<byte> file, ReadOnlySpan<byte> entry, bool little, string name)
    {
        var (tag, size, count) = (Number(entry, 2, little), SizeOf(Number(entry[2..], 2, little)), Number(entry[4..], 4, little));
        if (size == 0)
        {
            return; // Unknown types are skipped.
        }

        var bytes = size * count;
        var offset = bytes > 4 ? Number(entry[8..], 4, little) : 0;
        if (bytes > file.Length || offset + bytes > file.Length)
        {
            throw Damaged(name, $"tag {tag} lies outside the file");
        }

        var most = Most(tag, file.Length);
        if (most is null || size > 4)
        {
            return;
        }

        var values = bytes > 4 ? file.Slice((int)offset, (int)bytes) : entry.Slice(8, (int)bytes);
        for (; !values.IsEmpty; values = values[(int)size..])
        {
            if (Number(values, (int)size, little) > most)
            {
                throw Damaged(name, $"tag {tag} has an impossible value");
            }
        }
    }

    /// <summary>The largest value of a tag from which LibTiff derives the size of a buffer; null: any.</summary>
    private static long? Most(long tag, int fileLength) => tag switch
    {
        258 => MostBits, // BitsPerSample
        277 => MostSamples, // SamplesPerPixel
        279 or 325 => fileLength, // StripByteCounts, TileByteCounts
        322 or 323 => 4096, // TileWidth, TileLength
        _ => null,
    };

    /// <summary>Bytes of one value of a field type; 0: unknown.</summary>
    private static long SizeOf(long type) => type switch
    {
        1 or 2 or 6 or 7 => 1, // BYTE, ASCII, SBYTE, UNDEFINED
        3 or 8 => 2, // SHORT, SSHORT
        4 or 9 or 11 or 13 => 4, // LONG, SLONG, FLOAT, IFD
        5 or 10 or 12 => 8, // RATIONAL, SRATIONAL, DOUBLE
        _ => 0,
    };

    private static long Number(ReadOnlySpan<byte> at, int size, bool little) => (size, little) switch
    {
        (1, _) => at[0],
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(at),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(at),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(at),
        _ => BinaryPrimitives.ReadUInt32BigEndian(at),
    };

    private static BadInputException Damaged(string name, string reason) => new(name, $"damaged TIFF: {reason}");
}
