using System.Text;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>A COM segment (ITU-T T.81, B.2.4.5).</summary>
internal static class JpegComment
{
    private const int Longest = ushort.MaxValue - 2;

    /// <summary>The same file with a comment before its first table or frame.</summary>
    /// <exception cref="ArgumentException">Too long.</exception>
    public static byte[] Add(byte[] jpeg, string comment)
    {
        var text = Encoding.UTF8.GetBytes(comment);
        if (text.Length > Longest)
        {
            throw new ArgumentException($"{text.Length} bytes; a JPEG comment has at most {Longest}", nameof(comment));
        }

        // After the start of the image and its application segments: readers expect JFIF's right at the beginning.
        var at = 2;
        while (jpeg[at] == 0xFF && jpeg[at + 1] is >= 0xE0 and <= 0xEF)
        {
            at += 2 + ((jpeg[at + 2] << 8) | jpeg[at + 3]);
        }

        var length = text.Length + 2;
        return [.. jpeg.AsSpan(0, at), 0xFF, 0xFE, (byte)(length >> 8), (byte)length, .. text, .. jpeg.AsSpan(at)];
    }
}
