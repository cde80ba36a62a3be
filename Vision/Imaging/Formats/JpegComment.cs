using System.Text;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>A COM segment (ITU-T T.81, B.2.4.5).</summary>
internal static class JpegComment
{
    private const int Longest = ushort.MaxValue - 2;

    /// <summary>Returns the file with a comment inserted before its first table or frame.</summary>
    /// <exception cref="ArgumentException">The comment is too long for one segment.</exception>
    public static byte[] Add(byte[] jpeg, string comment)
    {
        var text = Encoding.UTF8.GetBytes(comment);
        if (text.Length > Longest)
        {
            throw new ArgumentException($"{text.Length} bytes; a JPEG comment has at most {Longest}", nameof(comment));
        }

        // Inserted after the application segments, because readers expect the JFIF segment first.
        var at = 2;
        while (jpeg[at] == 0xFF && jpeg[at + 1] is >= 0xE0 and <= 0xEF)
        {
            at += 2 + ((jpeg[at + 2] << 8) | jpeg[at + 3]);
        }

        var length = text.Length + 2;
        return [.. jpeg.AsSpan(0, at), 0xFF, 0xFE, (byte)(length >> 8), (byte)length, .. text, .. jpeg.AsSpan(at)];
    }
}
