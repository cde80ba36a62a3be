using System.Buffers.Binary;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// Reads PGM and PPM, binary (P5, P6) and text (P2, P3), with comments and any maximum value up to 65535; samples are
/// scaled to 8 bits by rounding v * 255 / maximum.
/// </summary>
internal static class PnmReader
{
    public static bool IsSpace(byte b) => b is (byte)' ' or (>= 9 and <= 13);

    /// <exception cref="BadInputException">Damaged or truncated header.</exception>
    public static (int Width, int Height) ReadSize(ReadOnlySpan<byte> file, string name)
    {
        var (width, height, _, _) = Parse(file, name);
        return (width, height);
    }

    /// <exception cref="BadInputException">Damaged or truncated.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, string name)
    {
        var (width, height, maximum, at) = Parse(file, name);
        var colour = file[1] is (byte)'3' or (byte)'6';
        var text = file[1] is (byte)'2' or (byte)'3';
        var samples = (long)width * height * (colour ? 3 : 1);
        var bytesPerSample = maximum > 255 ? 2 : 1;

        // Text needs at least a digit and a space per sample, except for the last space, so a file that is too short is detected
        // before memory is allocated.
        if (file.Length - at < (text ? (2 * samples) - 1 : samples * bytesPerSample))
        {
            throw Truncated(name);
        }

        var image = new RgbImage(width, height);
        var pixels = image.Pixels;
        var to = 0;
        for (long i = 0; i < samples; i++)
        {
            int value;
            if (text)
            {
                value = ReadNumber(file, ref at, name);
            }
            else if (bytesPerSample == 2)
            {
                value = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
                at += 2;
            }
            else
            {
                value = file[at++];
            }

            if (value > maximum)
            {
                throw new BadInputException(name, $"damaged {Kind(file)}: a sample of {value} above the maximum {maximum}");
            }

            var b = maximum == 255 ? (byte)value : (byte)(((value * 255) + (maximum / 2)) / maximum);
            pixels[to++] = b;
            if (!colour)
            {
                pixels[to++] = b;
                pixels[to++] = b;
            }
        }

        return image;
    }

    private static (int Width, int Height, int Maximum, int DataAt) Parse(ReadOnlySpan<byte> file, string name)
    {
        var at = 2;
        var width = ReadNumber(file, ref at, name);
        var height = ReadNumber(file, ref at, name);
        var maximum = ReadNumber(file, ref at, name);
        if (width == 0 || height == 0 || maximum is 0 or > 65535)
        {
            throw new BadInputException(name, $"damaged {Kind(file)}: {width} x {height} pixels, maximum {maximum}");
        }

        // Exactly one white-space byte ends the header.
        return at < file.Length && IsSpace(file[at]) ? (width, height, maximum, at + 1) : throw Truncated(name);
    }

    private static int ReadNumber(ReadOnlySpan<byte> file, ref int at, string name)
    {
        while (at < file.Length && (IsSpace(file[at]) || file[at] == '#'))
        {
            if (file[at] == '#')
            {
                while (at < file.Length && file[at] is not ((byte)'\n' or (byte)'\r'))
                {
                    at++;
                }
            }
            else
            {
                at++;
            }
        }

        var start = at;
        long value = 0;
        while (at < file.Length && file[at] is >= (byte)'0' and <= (byte)'9')
        {
            value = (value * 10) + (file[at++] - '0');
            if (value > int.MaxValue)
            {
                throw new BadInputException(name, $"damaged {Kind(file)}: a number of more than 31 bits");
            }
        }

        return at > start ? (int)value
            : at >= file.Length ? throw Truncated(name)
            : throw new BadInputException(name, $"damaged {Kind(file)}: a number is expected at byte {at}");
    }

    private static BadInputException Truncated(string name) => new(name, "truncated PGM or PPM: it ends before its last pixel");

    private static string Kind(ReadOnlySpan<byte> file) => file[1] is (byte)'3' or (byte)'6' ? "PPM" : "PGM";
}
