using System.Buffers.Binary;
using System.IO.Compression;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// A parsed PNG file (ISO/IEC 15948). The order of chunks, checksums, palette and amount of data are checked here, and the decoder
/// gets plain, non-interlaced files written from the checked parts. ImageSharp 2.1 reads and writes outside its buffers for files
/// with two headers or too short a palette, leaves missing rows black, and does not terminate on narrow interlaced images.
/// </summary>
internal sealed class PngFile
{
    private const int LongestPalette = 256;

    private readonly PngHeader _header;
    private readonly string _name;
    private readonly MemoryStream _data = new();
    private byte[]? _palette;
    private byte[]? _transparency;

    private PngFile(PngHeader header, string name)
    {
        _header = header;
        _name = name;
    }

    /// <summary>Whether pixels may be transparent: the file has an alpha channel or a tRNS chunk.</summary>
    public bool HasAlpha => _header.HasAlphaChannel || _transparency is not null;

    /// <summary>EXIF orientation, 1 to 8; 1 is upright.</summary>
    public int Orientation { get; private set; } = ExifOrientation.Upright;

    /// <summary>Checks every chunk up to the end of the image.</summary>
    /// <exception cref="BadInputException">Truncated, a checksum is wrong, or chunks are missing, repeated or out of place.</exception>
    public static PngFile Read(ReadOnlyMemory<byte> file, PngHeader header, string name)
    {
        var result = new PngFile(header, name);
        var span = file.Span;
        var dataEnds = 0;
        for (var at = PngChunk.Read(span, PngChunk.Signature.Length, name).Next; ;)
        {
            var chunk = PngChunk.Read(span, at, name);
            if (chunk.Is("IEND"u8))
            {
                break;
            }

            if (!chunk.Is("IDAT"u8))
            {
                result.Take(chunk);
            }
            else if (dataEnds != 0 && dataEnds != at)
            {
                throw result.Damaged("its data is not in one piece");
            }
            else
            {
                result._data.Write(chunk.Body);
                dataEnds = chunk.Next;
            }

            at = chunk.Next;
        }

        if (dataEnds == 0)
        {
            throw result.Damaged("no image in it");
        }

        return header.ColourType != PngHeader.Palette || result._palette is not null
            ? result
            : throw result.Damaged("its palette is missing");
    }

    /// <param name="decode">Decodes a plain PNG file of a given width and height.</param>
    /// <returns>Height x Width x 3, as stored: <see cref="Orientation"/> is not applied.</returns>
    /// <exception cref="BadInputException">The data is damaged or ends before the last row.</exception>
    public RgbImage Decode(Func<ReadOnlyMemory<byte>, int, int, RgbImage> decode)
    {
        _data.Position = 0;
        using var inflated = new ZLibStream(_data, CompressionMode.Decompress, leaveOpen: true);
        if (!_header.IsInterlaced)
        {
            Inflate(inflated, _header.DataBytes(_header.Width, _header.Height), Stream.Null);
            return decode(PlainFile(_header.Width, _header.Height, _data), _header.Width, _header.Height);
        }

        // Each pass is stored like a separate image, including row filters.
        var image = new RgbImage(_header.Width, _header.Height);
        foreach (var pass in Adam7.Passes)
        {
            var (columns, rows) = (pass.Columns(_header.Width), pass.Rows(_header.Height));
            if (columns == 0 || rows == 0)
            {
                continue;
            }

            using var stored = new MemoryStream();
            using (var zlib = new ZLibStream(stored, CompressionLevel.NoCompression, leaveOpen: true))
            {
                Inflate(inflated, _header.DataBytes(columns, rows), zlib);
            }

            pass.Copy(decode(PlainFile(columns, rows, stored), columns, rows), image);
        }

        return image;
    }

    private void Take(PngChunk chunk)
    {
        if (chunk.Is("PLTE"u8))
        {
            if (_palette is not null || _data.Length > 0 || chunk.Body.Length is 0 or > (3 * LongestPalette) || chunk.Body.Length % 3 != 0)
            {
                throw Damaged($"a palette of {chunk.Body.Length} bytes or out of place");
            }

            _palette = chunk.Body.ToArray();
        }
        else if (chunk.Is("tRNS"u8))
        {
            // An invalid tRNS chunk is ignored, as in libpng.
            var fits = _header.ColourType switch
            {
                PngHeader.Grey => chunk.Body.Length == 2,
                PngHeader.Rgb => chunk.Body.Length == 6,
                PngHeader.Palette => _palette is not null && chunk.Body.Length > 0 && chunk.Body.Length <= _palette.Length / 3,
                _ => false,
            };
            if (fits && _transparency is null && _data.Length == 0)
            {
                _transparency = chunk.Body.ToArray();
            }
        }
        else if (chunk.Is("eXIf"u8))
        {
            Orientation = ExifOrientation.Find(chunk.Body);
        }
        else if (chunk.IsCritical)
        {
            throw Damaged("a second header, or a chunk that the standard does not have");
        }
    }

    private MemoryStream PlainHead(int width, int height, int capacity)
    {
        var result = new MemoryStream(capacity);
        result.Write(PngChunk.Signature);
        PngChunk.Write(result, "IHDR"u8, _header.ToBody(width, height));
        if (_header.ColourType == PngHeader.Palette)
        {
            PngChunk.Write(result, "PLTE"u8, _palette);
        }

        if (_transparency is null)
        {
            return result;
        }

        var body = _transparency.AsSpan().ToArray();
        if (_header.Depth == 16)
        {
            // ImageSharp 2.1 reads the two bytes of a 16-bit sample in the wrong order here, and only here.
            for (var i = 0; i + 1 < body.Length; i += 2)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(i), BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(i)));
            }
        }

        PngChunk.Write(result, "tRNS"u8, body);
        return result;
    }

    private ReadOnlyMemory<byte> PlainFile(int width, int height, MemoryStream zlib)
    {
        const int Others = 2048;
        using var result = PlainHead(width, height, (int)Math.Min(zlib.Length + Others, Array.MaxLength));
        PngChunk.Write(result, "IDAT"u8, zlib.GetBuffer().AsSpan(0, (int)zlib.Length));
        PngChunk.Write(result, "IEND"u8, []);
        return result.GetBuffer().AsMemory(0, (int)result.Length);
    }

    private void Inflate(ZLibStream from, long bytes, Stream to)
    {
        var buffer = new byte[1 << 16];
        while (bytes > 0)
        {
            int read;
            try
            {
                read = from.Read(buffer, 0, (int)Math.Min(bytes, buffer.Length));
            }
            catch (InvalidDataException e)
            {
                throw new BadInputException(_name, "damaged PNG: its data does not decompress", e);
            }

            if (read == 0)
            {
                throw new BadInputException(_name, "truncated PNG: its data ends before the last row");
            }

            to.Write(buffer, 0, read);
            bytes -= read;
        }
    }

    private BadInputException Damaged(string reason) => new(_name, $"damaged PNG: {reason}");
}
