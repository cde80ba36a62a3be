using System.Runtime.InteropServices;
using FaceGrid.Vision.Imaging.Formats;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.PixelFormats;

namespace FaceGrid.Vision.Imaging;

/// <summary>
/// Reads and writes images: JPEG and PNG with SixLabors.ImageSharp, WebP, GIF and BMP with Skia, TIFF with LibTiff.NET, PGM and PPM
/// without a library. Input files are untrusted and are never given to ImageSharp directly: each is parsed and checked first, and a
/// minimal file is written from its checked parts (docs/adr/0016, 0022). Thread-safe.
/// </summary>
public static class ImageCodec
{
    /// <summary>Maximum size of pooled buffers; larger ones are freed at once.</summary>
    private const int PooledMegabytes = 64;

    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    private static readonly Configuration Formats = new(new JpegConfigurationModule(), new PngConfigurationModule())
    {
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions
        {
            AllocationLimitMegabytes = ImageLimits.MaxBufferMegabytes,
            MaximumPoolSizeMegabytes = PooledMegabytes,
        }),
        MaxDegreeOfParallelism = 1,
    };

    private static readonly JpegDecoder Jpeg = new() { IgnoreMetadata = true };

    private static readonly PngDecoder Png = new() { IgnoreMetadata = true };

    private static readonly PngEncoder PngOutput = new()
    {
        BitDepth = PngBitDepth.Bit8,
        ColorType = PngColorType.Rgb,
        FilterMethod = PngFilterMethod.Adaptive,
        IgnoreMetadata = true,
    };

    /// <summary>Replacement for missing data: it contains no marker and no run of bits that a decoder uses as padding.</summary>
    private static ReadOnlySpan<byte> Filler => "WhatFollowsTheDataMustNotChangeAnyPixelOfAPictureThatIsComplete."u8;

    /// <summary>Reads an image; see <see cref="Decode"/> for formats and orientation.</summary>
    /// <param name="path">Path of the file, also used in error messages.</param>
    /// <exception cref="BadInputException">
    /// The file is missing, a folder, unreadable, empty, or not an image that can be decoded.
    /// </exception>
    public static RgbImage Load(string path, long maxPixels = ImageLimits.DefaultMaxPixels) =>
        Decode(ReadFile(path), path, maxPixels);

    /// <summary>
    /// Reads the bytes of an image file after checking its format by the first bytes, for callers that store or hash the file.
    /// </summary>
    /// <exception cref="BadInputException">
    /// The file is missing, a folder, unreadable, empty, or of an unsupported format.
    /// </exception>
    public static ReadOnlyMemory<byte> ReadFile(string path) => ImageFile.Read(path);

    /// <summary>
    /// Decodes JPEG (grey, YCbCr, RGB, CMYK, YCCK), PNG (every colour type, 1 to 16 bits), WebP, GIF and TIFF (the first frame or page),
    /// BMP or PGM/PPM (binary and text) into upright 8-bit RGB: transparency is over white, an EXIF orientation is applied.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Name of the image in error messages, usually the path.</param>
    /// <param name="maxPixels">
    /// Maximum width x height; larger images are refused by their header, before any pixel is decoded.
    /// </param>
    /// <exception cref="BadInputException">Not an image, truncated or damaged, or too large; the reason is one line.</exception>
    public static RgbImage Decode(ReadOnlyMemory<byte> bytes, string name, long maxPixels = ImageLimits.DefaultMaxPixels)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxPixels);
        switch (ImageSniffer.Sniff(bytes.Span, name))
        {
            case ImageFormat.Jpeg:
                var jpeg = JpegFile.Read(bytes, name);
                RequireWithinLimit(jpeg.Width, jpeg.Height, maxPixels, name);
                return ImageOps.Orient(DecodeJpeg(jpeg, name), jpeg.Orientation);

            case ImageFormat.Png:
                var header = PngHeader.Read(bytes.Span, name);
                RequireWithinLimit(header.Width, header.Height, maxPixels, name);
                var png = PngFile.Read(bytes, header, name);
                var image = png.Decode((file, width, height) => DecodePng(file, width, height, png.HasAlpha, name));
                return ImageOps.Orient(image, png.Orientation);

            case ImageFormat.Webp:
                return SkiaImage.Decode(bytes, name, "WebP", RequireWithin);

            case ImageFormat.Gif:
                return SkiaImage.Decode(bytes, name, "GIF", RequireWithin);

            case ImageFormat.Bmp:
                return SkiaImage.Decode(bytes, name, "BMP", RequireWithin);

            case ImageFormat.Tiff:
                return TiffImage.Decode(bytes, name, RequireWithin);

            default:
                var (columns, rows) = PnmReader.ReadSize(bytes.Span, name);
                RequireWithinLimit(columns, rows, maxPixels, name);
                return PnmReader.Decode(bytes.Span, name);
        }

        void RequireWithin(int width, int height) => RequireWithinLimit(width, height, maxPixels, name);
    }

    /// <summary>Encodes as PNG (8-bit RGB).</summary>
    /// <param name="text">Keywords and texts, ISO 8859-1, for tEXt chunks; there is no other metadata.</param>
    public static byte[] EncodePng(RgbImage image, IReadOnlyDictionary<string, string>? text = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        var png = Encode(image, PngOutput);
        return text is { Count: > 0 } ? PngText.Add(png, text) : png;
    }

    /// <summary>Encodes as baseline JPEG 4:4:4.</summary>
    /// <param name="quality">1 to 100.</param>
    /// <param name="comment">Text for a COM segment: at most 65,533 bytes in UTF-8.</param>
    public static byte[] EncodeJpeg(RgbImage image, int quality = 92, string? comment = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(image.Width, ImageLimits.MaxJpegSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(image.Height, ImageLimits.MaxJpegSide);
        var jpeg = Encode(image, new JpegEncoder { Quality = quality, ColorType = JpegColorType.YCbCrRatio444 });
        return comment is null ? jpeg : JpegComment.Add(jpeg, comment);
    }

    private static RgbImage DecodeJpeg(JpegFile jpeg, string name)
    {
        var image = Decode([]);

        // ImageSharp silently replaces missing data. Where it does, the result depends on the bytes after the data.
        return jpeg.HasEnd || image.Pixels.AsSpan().SequenceEqual(Decode(Filler).Pixels) ? image : throw JpegFile.Truncated(name);

        RgbImage Decode(ReadOnlySpan<byte> padding)
        {
            var interpolates = ChromaInterpolation.Applies(jpeg);
            var file = jpeg.Rewrite(keepPlanes: interpolates, padding);
            Func<Image<Rgb24>, RgbImage> finish = interpolates ? planes => ChromaInterpolation.ToRgb(planes, jpeg) : ToRgb;
            return Decode<Rgb24>(file, Jpeg, jpeg.Width, jpeg.Height, name, "JPEG", finish);
        }
    }

    private static RgbImage DecodePng(ReadOnlyMemory<byte> file, int width, int height, bool hasAlpha, string name) => hasAlpha
        ? Decode<Rgba32>(file, Png, width, height, name, "PNG", OverWhite)
        : Decode<Rgb24>(file, Png, width, height, name, "PNG", ToRgb);

    private static RgbImage Decode<TPixel>(
        ReadOnlyMemory<byte> file,
        IImageDecoder decoder,
        int width,
        int height,
        string name,
        string format,
        Func<Image<TPixel>, RgbImage> finish)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        try
        {
            using var decoded = Image.Load<TPixel>(Formats, file.Span, decoder);
            return decoded.Width == width && decoded.Height == height
                ? finish(decoded)
                : throw new InvalidImageContentException($"{width} x {height} pixels announced, {decoded.Width} x {decoded.Height} found");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // On damaged data ImageSharp throws not only its own exceptions but also index, overflow and argument exceptions.
            throw new BadInputException(name, $"damaged {format}: {e.Message.ReplaceLineEndings(" ").Trim()}", e);
        }
    }

    private static RgbImage ToRgb(Image<Rgb24> decoded)
    {
        var result = new RgbImage(decoded.Width, decoded.Height);
        decoded.CopyPixelDataTo(result.Pixels);
        return result;
    }

    private static RgbImage OverWhite(Image<Rgba32> decoded)
    {
        var result = new RgbImage(decoded.Width, decoded.Height);
        decoded.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height; y++)
            {
                var target = result.Pixels.AsSpan(y * rows.Width * 3, rows.Width * 3);
                AlphaOverWhite.Composite(MemoryMarshal.AsBytes(rows.GetRowSpan(y)), target);
            }
        });
        return result;
    }

    private static byte[] Encode(RgbImage image, IImageEncoder encoder)
    {
        using var wrapped = Image.WrapMemory<Rgb24>(Formats, image.Pixels.AsMemory(), image.Width, image.Height);
        using var stream = new MemoryStream();
        wrapped.Save(stream, encoder);
        return stream.ToArray();
    }

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
