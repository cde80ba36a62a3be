using System.Buffers.Binary;
using System.IO.Compression;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// Walks the chunks of a PNG file (ISO/IEC 15948) without decoding: header, checksums, whether it reaches its end.
/// Decoders differ in what they forgive, so that is settled here, once for both codecs.
/// </summary>
internal static class PngReader
{
    private const int MaxSide = int.MaxValue;
    private const byte ColourBit = 2;
    private const byte AlphaBit = 4;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads only the header, so that a pixel limit can be applied before anything else is looked at.</summary>
    /// <exception cref="BadInputException">Damaged, or of a colour type and depth that the standard does not have.</exception>
    public static (int Width, int Height) ReadSize(ReadOnlySpan<byte> file, string name)
    {
        var body = Next(file, Signature.Length, name, out var type, out _);
        if (!type.SequenceEqual("IHDR"u8) || body.Length != 13)
        {
            throw new BadInputException(name, "damaged PNG: it does not begin with its header");
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(body);
        var height = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        if (width is 0 or > MaxSide || height is 0 or > MaxSide)
        {
            throw new BadInputException(name, $"damaged PNG: {width} x {height} pixels");
        }

        var depth = body[8];
        var valid = body[9] switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        return valid && body[10] == 0 && body[11] == 0 && body[12] is 0 or 1
            ? ((int)width, (int)height)
            : throw new BadInputException(name, $"damaged PNG: colour type {body[9]} with {depth} bits");
    }

    /// <summary>Checks every chunk up to the end of the image.</summary>
    /// <param name="hasAlpha">Some pixel may be transparent: an alpha channel or a tRNS chunk.</param>
    /// <exception cref="BadInputException">Truncated, or a checksum is wrong.</exception>
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> file, string name, out bool hasAlpha)
    {
        var (width, height) = ReadSize(file, name);
        hasAlpha = (file[25] & AlphaBit) != 0;
        var orientation = ExifOrientation.Upright;
        var data = false;
        var palette = false;
        for (var at = Signature.Length; ;)
        {
            var body = Next(file, at, name, out var type, out at);
            if (type.SequenceEqual("IEND"u8))
            {
                break;
            }

            if (type.SequenceEqual("IDAT"u8))
            {
                data = true;
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                palette = true;
            }
            else if (type.SequenceEqual("tRNS"u8))
            {
                hasAlpha = true;
            }
            else if (type.SequenceEqual("eXIf"u8))
            {
                orientation = ExifOrientation.Find(body);
            }
        }

        if (!data)
        {
            throw new BadInputException(name, "damaged PNG: no picture in it");
        }

        if (file[25] == 3 && !palette)
        {
            throw new BadInputException(name, "damaged PNG: its palette is missing");
        }

        return new ImageHeader(width, height, orientation);
    }

    /// <summary>
    /// The same file with nothing but what its pixels need. A decoder then meets neither gamma nor colour profile (values
    /// are taken as they are stored) nor any of the compressed texts that hostile files hide in.
    /// </summary>
    /// <param name="file">A file that <see cref="ReadHeader"/> has accepted.</param>
    /// <returns><paramref name="file"/> itself where there is nothing to leave out.</returns>
    public static ReadOnlyMemory<byte> KeepPixelChunks(ReadOnlyMemory<byte> file, string name)
    {
        var (kept, end) = (Signature.Length, 0);
        for (var at = Signature.Length; end == 0;)
        {
            var start = at;
            Next(file.Span, at, name, out var type, out at);
            kept += IsNeeded(type) ? at - start : 0;
            end = type.SequenceEqual("IEND"u8) ? at : 0;
        }

        if (kept == end)
        {
            return file;
        }

        var result = new byte[kept];
        Signature.CopyTo(result);
        var to = Signature.Length;
        for (var at = Signature.Length; at < end;)
        {
            var start = at;
            Next(file.Span, at, name, out var type, out at);
            if (IsNeeded(type))
            {
                file.Span[start..at].CopyTo(result.AsSpan(to));
                to += at - start;
            }
        }

        return result;
    }

    /// <summary>
    /// Inflates the picture's data and throws the bytes away: for decoders that leave rows black where data is missing.
    /// </summary>
    /// <exception cref="BadInputException">The data is damaged or ends before the last row.</exception>
    public static void RequireWholeData(ReadOnlyMemory<byte> file, string name)
    {
        var (width, height) = ReadSize(file.Span, name);
        var bitsPerPixel = BitsPerPixel(file.Span);
        var missing = PassBytes(width, height, bitsPerPixel);
        if (file.Span[28] == 1)
        {
            missing = 0;
            foreach (var pass in Adam7.Passes)
            {
                missing += PassBytes(pass.Columns(width), pass.Rows(height), bitsPerPixel);
            }
        }

        using var data = new ZLibStream(new PngDataStream(file, name), CompressionMode.Decompress);
        var buffer = new byte[1 << 16];
        while (missing > 0)
        {
            missing -= Inflate(data, buffer, name);
        }
    }

    /// <summary>Reads some of a picture's data, at least one byte.</summary>
    /// <exception cref="BadInputException">The data is damaged or at its end.</exception>
    internal static int Inflate(Stream data, Span<byte> buffer, string name)
    {
        try
        {
            var read = data.Read(buffer);
            return read > 0 ? read : throw new BadInputException(name, "truncated PNG: its data ends before the last row");
        }
        catch (InvalidDataException e)
        {
            throw new BadInputException(name, "damaged PNG: its data does not decompress", e);
        }
    }

    /// <summary>The colour that a tRNS chunk makes transparent among 16-bit samples; null for all other files.</summary>
    internal static (ushort R, ushort G, ushort B)? TransparentColour16(ReadOnlySpan<byte> file, string name)
    {
        if (file[24] != 16 || file[25] is not (0 or ColourBit))
        {
            return null;
        }

        for (var at = Signature.Length; at < file.Length;)
        {
            var body = Next(file, at, name, out var type, out at);
            if (type.SequenceEqual("tRNS"u8) && body.Length == (file[25] == 0 ? 2 : 6))
            {
                var red = BinaryPrimitives.ReadUInt16BigEndian(body);
                return file[25] == 0
                    ? (red, red, red)
                    : (red, BinaryPrimitives.ReadUInt16BigEndian(body[2..]), BinaryPrimitives.ReadUInt16BigEndian(body[4..]));
            }
        }

        return null;
    }

    internal static int BitsPerPixel(ReadOnlySpan<byte> file) =>
        file[24] * file[25] switch { ColourBit => 3, AlphaBit => 2, ColourBit | AlphaBit => 4, _ => 1 };

    /// <summary>The body of the chunk at <paramref name="at"/>, its checksum verified, and where the next one starts.</summary>
    internal static ReadOnlySpan<byte> Next(
        ReadOnlySpan<byte> file, int at, string name, out ReadOnlySpan<byte> type, out int next)
    {
        if (file.Length - at < 12)
        {
            throw Truncated(name);
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
        if (length > file.Length - at - 12)
        {
            throw Truncated(name);
        }

        var covered = file.Slice(at + 4, 4 + (int)length);
        type = covered[..4];
        next = at + 12 + (int)length;
        if (Crc32.Compute(covered) != BinaryPrimitives.ReadUInt32BigEndian(file[(next - 4)..]))
        {
            throw new BadInputException(name, "damaged PNG: a checksum is wrong");
        }

        return covered[4..];
    }

    /// <summary>Critical chunks have a capital first letter; of the others only tRNS changes pixels.</summary>
    private static bool IsNeeded(ReadOnlySpan<byte> type) => (type[0] & 0x20) == 0 || type.SequenceEqual("tRNS"u8);

    private static long PassBytes(long width, long height, int bitsPerPixel) =>
        width == 0 ? 0 : height * (1 + (((width * bitsPerPixel) + 7) / 8));

    private static BadInputException Truncated(string name) => new(name, "truncated PNG: it ends before its last chunk");
}
