using System.Text;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>tEXt chunks (PNG, 11.3.4.3): a keyword and a text, both ISO 8859-1.</summary>
internal static class PngText
{
    private const int LongestKeyword = 79;

    /// <summary>Length of the signature and of the chunk IHDR, which must come first.</summary>
    private const int HeadLength = 8 + 12 + 13;

    /// <summary>Returns the file with a chunk for each text.</summary>
    /// <exception cref="ArgumentException">A keyword that is empty or too long, or characters that ISO 8859-1 lacks.</exception>
    public static byte[] Add(byte[] png, IReadOnlyDictionary<string, string> text)
    {
        using var result = new MemoryStream();
        result.Write(png, 0, HeadLength);
        foreach (var (keyword, value) in text)
        {
            if (keyword.Length is 0 or > LongestKeyword || keyword.Concat(value).Any(c => c is '\0' or > (char)255))
            {
                throw new ArgumentException($"'{keyword}' cannot be a PNG text", nameof(text));
            }

            PngChunk.Write(result, "tEXt"u8, Encoding.Latin1.GetBytes($"{keyword}\0{value}"));
        }

        result.Write(png, HeadLength, png.Length - HeadLength);
        return result.ToArray();
    }
}
