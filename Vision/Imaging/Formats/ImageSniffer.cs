namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>Detects formats by their first bytes; the file extension is ignored.</summary>
internal static class ImageSniffer
{
    /// <summary>Number of bytes from the start of a file that are needed for detection.</summary>
    public const int HeadLength = 16;

    private const string Supported = "JPEG, PNG, WebP, BMP, GIF, TIFF, PGM or PPM";

    /// <exception cref="BadInputException">The format is not supported; the message names it if it is known.</exception>
    public static ImageFormat Sniff(ReadOnlySpan<byte> head, string name)
    {
        if (head.IsEmpty)
        {
            throw new BadInputException(name, "is empty (zero bytes)");
        }

        if (head is [0xFF, 0xD8, 0xFF, ..])
        {
            return ImageFormat.Jpeg;
        }

        if (head.StartsWith(PngChunk.Signature))
        {
            return ImageFormat.Png;
        }

        if (head.StartsWith("RIFF"u8) && At(head, 8, "WEBP"u8))
        {
            return ImageFormat.Webp;
        }

        if (head.StartsWith("GIF8"u8))
        {
            return ImageFormat.Gif;
        }

        // Text files can begin with "BM"; a bitmap also has four zero bytes in the reserved fields of its header.
        if (head.StartsWith("BM"u8) && At(head, 6, [(byte)0, 0, 0, 0]))
        {
            return ImageFormat.Bmp;
        }

        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8))
        {
            return ImageFormat.Tiff;
        }

        if (head.Length >= 3 && head[0] == 'P' && head[1] is (byte)'2' or (byte)'3' or (byte)'5' or (byte)'6'
            && (PnmReader.IsSpace(head[2]) || head[2] == '#'))
        {
            return ImageFormat.Pnm;
        }

        throw new BadInputException(name, Known(head) is { } known
            ? $"{known} is not supported: convert it to JPEG or PNG{HowTo(known)}"
            : $"not an image ({Supported})");
    }

    private static string? Known(ReadOnlySpan<byte> head)
    {
        if (At(head, 4, "ftyp"u8))
        {
            return At(head, 8, "avi"u8) ? "AVIF"
                : At(head, 8, "hei"u8) || At(head, 8, "hev"u8) || At(head, 8, "mif1"u8) || At(head, 8, "msf1"u8) ? "HEIC"
                : "MP4 video";
        }

        if (head is [0xFF, 0x0A, ..] || At(head, 4, "JXL "u8))
        {
            return "JPEG XL";
        }

        if (At(head, 4, "jP  "u8))
        {
            return "JPEG 2000";
        }

        if (head.Length >= 3 && head[0] == 'P' && head[1] is (byte)'1' or (byte)'4' or (byte)'7' && PnmReader.IsSpace(head[2]))
        {
            return head[1] == '7' ? "PAM" : "PBM";
        }

        return head.StartsWith("%PDF"u8) ? "PDF" : null;
    }

    /// <summary>A command of a common tool that converts the format.</summary>
    private static string HowTo(string format) => format switch
    {
        "HEIC" => ", for example with: heif-convert IN.heic OUT.jpg",
        "AVIF" => ", for example with: avifdec IN.avif OUT.png",
        "JPEG XL" => ", for example with: djxl IN.jxl OUT.png",
        "JPEG 2000" => ", for example with: opj_decompress -i IN.jp2 -o OUT.png",
        _ => "",
    };

    private static bool At(ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> what) =>
        head.Length >= offset && head[offset..].StartsWith(what);
}
