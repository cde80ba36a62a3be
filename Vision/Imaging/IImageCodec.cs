namespace FaceGrid.Vision.Imaging;

/// <summary>
/// Reads and writes pictures. Two implementations, chosen at compile time (docs/adr/0001); both give the same pixels for
/// lossless formats, and for JPEG pixels that differ by rounding only (at most 4 levels, on average 0.03).
/// </summary>
public interface IImageCodec
{
    /// <summary>
    /// Decodes JPEG (grey, YCbCr, RGB, CMYK, YCCK), PNG (every colour type, 1 to 16 bits, alpha over white) or PGM/PPM
    /// (binary and text) into upright 8-bit RGB: an EXIF orientation is applied.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What to call it in an error: most often the path.</param>
    /// <param name="maxPixels">Width x height above which the picture is refused from its header, before any pixel is decoded.</param>
    /// <exception cref="BadInputException">Not an image, truncated or damaged, or too large; the reason is one line.</exception>
    RgbImage Decode(ReadOnlyMemory<byte> bytes, string name, long maxPixels = ImageLimits.DefaultMaxPixels);

    /// <summary>Encodes as PNG (8-bit RGB).</summary>
    /// <param name="text">Keyword and text, ISO 8859-1, of tEXt chunks; else there is no metadata.</param>
    byte[] EncodePng(RgbImage image, IReadOnlyDictionary<string, string>? text = null);

    /// <summary>Encodes as baseline JPEG 4:4:4.</summary>
    /// <param name="quality">1 to 100.</param>
    /// <param name="comment">Text, UTF-8, of a COM segment: at most 65,533 bytes.</param>
    byte[] EncodeJpeg(RgbImage image, int quality = 92, string? comment = null);
}
