using System.Buffers.Binary;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// Walks the markers of a JPEG file (ITU-T T.81, annex B) without decoding: size and components from the frame header,
/// orientation from EXIF, and whether the file reaches its end-of-image marker. Decoders fill what is missing with grey,
/// so the last is asked here.
/// </summary>
internal static class JpegReader
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte App1 = 0xE1;

    /// <param name="components">1 grey, 3 colour, 4 CMYK or YCCK.</param>
    /// <exception cref="BadInputException">Damaged, truncated, or of a kind that no common decoder reads.</exception>
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> file, string name, out int components)
    {
        var (width, height) = (0, 0);
        var orientation = ExifOrientation.Upright;
        var scans = 0;
        components = 0;
        for (var at = 2; ;)
        {
            // Any number of fill bytes may stand before a marker; other bytes between segments are skipped, as decoders do.
            while (at < file.Length && file[at] != 0xFF)
            {
                at++;
            }

            while (at < file.Length && file[at] == 0xFF)
            {
                at++;
            }

            if (at >= file.Length)
            {
                throw Truncated(name);
            }

            var marker = file[at++];
            if (marker == EndOfImage)
            {
                break;
            }

            if (marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue;
            }

            if (at + 2 > file.Length)
            {
                throw Truncated(name);
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (length < 2)
            {
                throw new BadInputException(name, "damaged JPEG: a segment of impossible length");
            }

            if (at + length > file.Length)
            {
                throw Truncated(name);
            }

            var body = file.Slice(at + 2, length - 2);
            at += length;
            if (IsFrame(marker))
            {
                if (width != 0)
                {
                    throw new BadInputException(name, "damaged JPEG: two frame headers");
                }

                (width, height, components) = ReadFrame(marker, body, name);
            }
            else if (marker == App1 && body.StartsWith("Exif\0"u8) && body.Length > 6)
            {
                orientation = ExifOrientation.Find(body[6..]);
            }
            else if (marker == StartOfScan)
            {
                scans++;
                at = EndOfScan(file, at);
            }
        }

        if (width == 0 || scans == 0)
        {
            throw new BadInputException(name, "damaged JPEG: no picture in it");
        }

        return new ImageHeader(width, height, orientation);
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    private static (int Width, int Height, int Components) ReadFrame(byte marker, ReadOnlySpan<byte> body, string name)
    {
        if (body.Length < 6 || body.Length < 6 + (3 * body[5]))
        {
            throw new BadInputException(name, "damaged JPEG: short frame header");
        }

        if (marker is not (0xC0 or 0xC1 or 0xC2) || body[0] != 8)
        {
            throw new BadInputException(
                name, $"JPEG of an unsupported kind ({body[0]} bits, process SOF{marker - 0xC0}): only 8-bit baseline and progressive are");
        }

        int height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]);
        if (width == 0 || height == 0)
        {
            throw new BadInputException(name, $"damaged JPEG: {width} x {height} pixels");
        }

        if (body[5] is not (1 or 3 or 4))
        {
            throw new BadInputException(name, $"JPEG of an unsupported kind ({body[5]} components)");
        }

        return (width, height, body[5]);
    }

    /// <summary>The first 0xFF of a marker that ends the entropy-coded data from <paramref name="at"/> on.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length)
            {
                return file.Length;
            }

            at += next;
            if (file[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += file[at + 1] == 0xFF ? 1 : 2;
        }
    }

    private static BadInputException Truncated(string name) => new(name, "truncated JPEG: it ends before its end-of-image marker");
}
