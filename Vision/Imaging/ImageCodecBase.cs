using FaceGrid.Vision.Imaging.Formats;

namespace FaceGrid.Vision.Imaging;

/// <summary>
/// What the codecs share: telling formats apart, the pixel limit, whether the file is whole, PGM and PPM, orientation.
/// A codec adds only the decoding and encoding of JPEG and PNG.
/// </summary>
internal abstract class ImageCodecBase : IImageCodec
{
    public RgbImage Decode(ReadOnlyMemory<byte> bytes, string name, long maxPixels = ImageLimits.DefaultMaxPixels)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxPixels);
        var file = bytes.Span;
        switch (ImageSniffer.Sniff(file, name))
        {
            case ImageFormat.Jpeg:
                {
                    var frame = JpegReader.Read(file, name);
                    RequireWithinLimit(frame.Header.Width, frame.Header.Height, maxPixels, name);
                    return ImageOps.Orient(DecodeJpeg(bytes, name, frame), frame.Header.Orientation);
                }

            case ImageFormat.Png:
                {
                    var (width, height) = PngReader.ReadSize(file, name);
                    RequireWithinLimit(width, height, maxPixels, name);
                    var header = PngReader.ReadHeader(file, name, out var hasAlpha);
                    return ImageOps.Orient(DecodePng(bytes, name, width, height, hasAlpha), header.Orientation);
                }

            default:
                {
                    var header = PnmReader.ReadHeader(file, name);
                    RequireWithinLimit(header.Width, header.Height, maxPixels, name);
                    return PnmReader.Decode(file, name);
                }
        }
    }

    public byte[] EncodePng(RgbImage image, IReadOnlyDictionary<string, string>? text = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        var png = EncodePngCore(image);
        return text is { Count: > 0 } ? PngText.Add(png, text) : png;
    }

    public byte[] EncodeJpeg(RgbImage image, int quality = 92, string? comment = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(image.Width, ImageLimits.MaxJpegSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(image.Height, ImageLimits.MaxJpegSide);
        var jpeg = EncodeJpegCore(image, quality);
        return comment is null ? jpeg : JpegComment.Add(jpeg, comment);
    }

    /// <summary>Decodes a file that is known to reach its end.</summary>
    /// <param name="frame">Four components are CMYK with Adobe's inverted inks, as every common writer stores them.</param>
    protected abstract RgbImage DecodeJpeg(ReadOnlyMemory<byte> bytes, string name, JpegFrame frame);

    /// <summary>Decodes a file whose chunks are known to be whole.</summary>
    protected abstract RgbImage DecodePng(ReadOnlyMemory<byte> bytes, string name, int width, int height, bool hasAlpha);

    protected abstract byte[] EncodePngCore(RgbImage image);

    protected abstract byte[] EncodeJpegCore(RgbImage image, int quality);

    private static void RequireWithinLimit(int width, int height, long maxPixels, string name)
    {
        var limit = Math.Min(maxPixels, ImageLimits.MaxPixels);
        if ((long)width * height > limit)
        {
            throw new BadInputException(
                name, FormattableString.Invariant($"{width} x {height} pixels are over the limit of {limit / 1e6:0.######} megapixels"));
        }
    }
}
