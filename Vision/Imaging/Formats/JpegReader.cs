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
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App14 = 0xEE;
    private const byte Comment = 0xFE;

    /// <exception cref="BadInputException">Damaged, truncated, or of a kind that no common decoder reads.</exception>
    public static JpegFrame Read(ReadOnlySpan<byte> file, string name)
    {
        ReadOnlySpan<byte> frame = [];
        var orientation = ExifOrientation.Upright;
        var isJfif = false;
        byte? adobeTransform = null;
        var scans = 0;
        for (var at = 2; ;)
        {
            var marker = NextMarker(file, ref at, name);
            if (marker == EndOfImage)
            {
                break;
            }

            if (marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue;
            }

            var body = Body(file, ref at, name);
            if (IsFrame(marker))
            {
                if (!frame.IsEmpty)
                {
                    throw new BadInputException(name, "damaged JPEG: two frame headers");
                }

                RequireReadable(marker, body, name);
                frame = body;
            }
            else if (marker == App1 && body.StartsWith("Exif\0"u8) && body.Length > 6)
            {
                orientation = ExifOrientation.Find(body[6..]);
            }
            else if (marker == App0 && body.Length >= 14 && body.StartsWith("JFIF\0"u8))
            {
                isJfif = true;
            }
            else if (marker == App14 && body.Length >= 12 && body.StartsWith("Adobe"u8))
            {
                adobeTransform = body[11];
            }
            else if (marker == StartOfScan)
            {
                scans++;
                at = EndOfScan(file, at);
            }
        }

        return !frame.IsEmpty && scans > 0
            ? Describe(frame, orientation, isJfif, adobeTransform)
            : throw new BadInputException(name, "damaged JPEG: no picture in it");
    }

    /// <summary>
    /// The same file declared to be RGB, so that a decoder hands out luma and chroma as they are stored; metadata is left out.
    /// </summary>
    /// <param name="file">A file that <see cref="Read"/> has accepted.</param>
    public static byte[] WithoutColourTransform(ReadOnlySpan<byte> file, string name)
    {
        // Adobe's segment: version 100, no flags, transform 0, "none".
        ReadOnlySpan<byte> adobe = [0xFF, App14, 0, 14, (byte)'A', (byte)'d', (byte)'o', (byte)'b', (byte)'e', 0, 100, 0, 0, 0, 0, 0];
        using var result = new MemoryStream(file.Length + adobe.Length);
        result.Write(file[..2]);
        result.Write(adobe);
        for (var at = 2; ;)
        {
            var marker = NextMarker(file, ref at, name);
            var start = at - 2;
            if (marker == StartOfScan)
            {
                result.Write(file[start..]);
                return result.ToArray();
            }

            if (marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue;
            }

            Body(file, ref at, name);
            if (marker is not (>= App0 and <= 0xEF) and not Comment)
            {
                result.Write(file[start..at]);
            }
        }
    }

    private static JpegFrame Describe(ReadOnlySpan<byte> frame, int orientation, bool isJfif, byte? adobeTransform)
    {
        var header = new ImageHeader(
            BinaryPrimitives.ReadUInt16BigEndian(frame[3..]), BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), orientation);
        if (frame[5] != 3)
        {
            return new JpegFrame(header, frame[5], false, 0, 0);
        }

        // Without a marker that says so, only components that are called R, G and B are RGB.
        var isRgb = !isJfif && (adobeTransform is { } transform ? transform == 0 : (frame[6], frame[9], frame[12]) == ('R', 'G', 'B'));
        var (lumaX, lumaY) = (frame[7] >> 4, frame[7] & 15);
        var (chromaX, chromaY) = (frame[10] >> 4, frame[10] & 15);
        var isRegular = frame[10] == frame[13] && chromaX > 0 && chromaY > 0 && lumaX % chromaX == 0 && lumaY % chromaY == 0;
        return new JpegFrame(header, 3, !isRgb, isRegular ? lumaX / chromaX : 0, isRegular ? lumaY / chromaY : 0);
    }

    private static byte NextMarker(ReadOnlySpan<byte> file, scoped ref int at, string name)
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

        return at < file.Length ? file[at++] : throw Truncated(name);
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> file, scoped ref int at, string name)
    {
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

        at += length;
        return file[(at - length + 2)..at];
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    private static void RequireReadable(byte marker, ReadOnlySpan<byte> body, string name)
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
