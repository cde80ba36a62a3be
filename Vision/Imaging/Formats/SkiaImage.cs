using SkiaSharp;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// Reads WebP, GIF and BMP with Skia's codecs, which are fuzzed continuously. ImageSharp 2 reads and writes outside its buffers for
/// some valid WebP and for damaged BMP (docs/adr/0022). Of an animation the first frame is read.
/// </summary>
internal static class SkiaImage
{
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Name of the image in error messages.</param>
    /// <param name="format">Name of the format in error messages.</param>
    /// <param name="requireWithinLimit">Throws if width x height exceed the caller's limit; called before pixels are allocated.</param>
    /// <returns>Upright 8-bit RGB; transparency is composited over white.</returns>
    /// <exception cref="BadInputException">Damaged or truncated.</exception>
    public static unsafe RgbImage Decode(ReadOnlyMemory<byte> bytes, string name, string format, Action<int, int> requireWithinLimit)
    {
        using var data = SKData.CreateCopy(bytes.Span);
        using var codec = SKCodec.Create(data) ?? throw new BadInputException(name, $"damaged {format}: its header cannot be read");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        requireWithinLimit(width, height);

        // No colour space: stored values are not converted.
        var layout = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, colorspace: null);
        var rgba = new byte[layout.BytesSize64];
        SKCodecResult result;
        fixed (byte* pixels = rgba)
        {
            result = codec.GetPixels(layout, (IntPtr)pixels);
        }

        if (result != SKCodecResult.Success)
        {
            throw new BadInputException(name, result == SKCodecResult.IncompleteInput
                ? $"truncated {format}: it ends before its last pixel"
                : $"damaged {format} ({result})");
        }

        var image = new RgbImage(width, height);
        AlphaOverWhite.Composite(rgba, image.Pixels);
        return ImageOps.Orient(image, (int)codec.EncodedOrigin);
    }
}
