using System.Runtime.InteropServices;
using FaceGrid.Vision.Imaging.Formats;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace FaceGrid.Vision.Imaging.ImageSharp;

/// <summary>JPEG and PNG by SixLabors.ImageSharp; its other formats are not even registered.</summary>
internal sealed class ImageSharpCodec : ImageCodecBase
{
    // Orientation comes from the shared reader, and metadata never influences a pixel.
    private static readonly Configuration Formats = new(new JpegConfigurationModule(), new PngConfigurationModule());

    private static readonly JpegDecoder Jpeg = new() { IgnoreMetadata = true };

    private static readonly PngDecoder Png = new() { IgnoreMetadata = true };

    protected override byte[] EncodePngCore(RgbImage image)
    {
        var encoder = new PngEncoder
        {
            BitDepth = PngBitDepth.Bit8,
            ColorType = PngColorType.Rgb,
            FilterMethod = PngFilterMethod.Adaptive,
            IgnoreMetadata = true,
        };
        return Encode(image, encoder);
    }

    protected override RgbImage DecodePng(ReadOnlyMemory<byte> bytes, string name, int width, int height, bool hasAlpha)
    {
        var needed = PngReader.KeepPixelChunks(bytes, name);

        // ImageSharp leaves rows black where data is missing; libpng says so.
        PngReader.RequireWholeData(needed, name);
        if (!hasAlpha)
        {
            return Decode(needed, name, "PNG", Png, width, height);
        }

        if (PngReader.TransparentColour16(needed.Span, name) is { } key)
        {
            return DecodeKeyed16(needed, name, width, height, key);
        }

        return Guard(name, "PNG", () =>
        {
            using var decoded = Image.Load<Rgba32>(Formats, needed.Span, Png);
            RequireSize(decoded, width, height, name);
            var result = new RgbImage(width, height);
            decoded.ProcessPixelRows(rows =>
            {
                for (var y = 0; y < height; y++)
                {
                    AlphaOverWhite.Composite(MemoryMarshal.AsBytes(rows.GetRowSpan(y)), result.Pixels.AsSpan(y * width * 3, width * 3));
                }
            });
            return result;
        });
    }

    protected override RgbImage DecodeJpeg(ReadOnlyMemory<byte> bytes, string name, JpegFrame frame)
    {
        var (width, height) = (frame.Header.Width, frame.Header.Height);
        if (!ChromaInterpolation.Applies(frame))
        {
            return Decode(bytes, name, "JPEG", Jpeg, width, height);
        }

        var planes = JpegReader.WithoutColourTransform(bytes.Span, name);
        return Guard(name, "JPEG", () =>
        {
            using var decoded = Image.Load<Rgb24>(Formats, planes, Jpeg);
            RequireSize(decoded, width, height, name);
            return ChromaInterpolation.ToRgb(decoded, frame);
        });
    }

    protected override byte[] EncodeJpegCore(RgbImage image, int quality) =>
        Encode(image, new JpegEncoder { Quality = quality, ColorType = JpegColorType.YCbCrRatio444 });

    /// <summary>ImageSharp does not find the transparent colour among 16-bit samples.</summary>
    private static RgbImage DecodeKeyed16(ReadOnlyMemory<byte> bytes, string name, int width, int height, (ushort R, ushort G, ushort B) key) =>
        Guard(name, "PNG", () =>
        {
            using var decoded = Image.Load<Rgb48>(Formats, bytes.Span, Png);
            RequireSize(decoded, width, height, name);
            var result = new RgbImage(width, height);
            decoded.ProcessPixelRows(rows =>
            {
                var to = 0;
                for (var y = 0; y < height; y++)
                {
                    foreach (ref readonly var p in rows.GetRowSpan(y))
                    {
                        var transparent = p.R == key.R && p.G == key.G && p.B == key.B;
                        result.Pixels[to++] = transparent ? byte.MaxValue : To8(p.R);
                        result.Pixels[to++] = transparent ? byte.MaxValue : To8(p.G);
                        result.Pixels[to++] = transparent ? byte.MaxValue : To8(p.B);
                    }
                }
            });
            return result;

            static byte To8(ushort v) => (byte)(((v * 255) + 32767) / 65535);
        });

    private static RgbImage Decode(ReadOnlyMemory<byte> bytes, string name, string format, IImageDecoder decoder, int width, int height) =>
        Guard(name, format, () =>
        {
            using var decoded = Image.Load<Rgb24>(Formats, bytes.Span, decoder);
            RequireSize(decoded, width, height, name);
            var result = new RgbImage(width, height);
            decoded.CopyPixelDataTo(result.Pixels);
            return result;
        });

    private static byte[] Encode(RgbImage image, IImageEncoder encoder)
    {
        using var wrapped = Image.WrapMemory<Rgb24>(image.Pixels.AsMemory(), image.Width, image.Height);
        using var stream = new MemoryStream();
        wrapped.Save(stream, encoder);
        return stream.ToArray();
    }

    private static void RequireSize(Image decoded, int width, int height, string name)
    {
        if (decoded.Width != width || decoded.Height != height)
        {
            throw new BadInputException(name, $"damaged: {width} x {height} pixels announced, {decoded.Width} x {decoded.Height} found");
        }
    }

    /// <summary>On damaged files ImageSharp's decoders let other exceptions than their own through: index, overflow, argument.</summary>
    private static RgbImage Guard(string name, string format, Func<RgbImage> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception e) when (e is not (BadInputException or OutOfMemoryException))
        {
            throw new BadInputException(name, $"damaged {format}: {e.Message.ReplaceLineEndings(" ").Trim()}", e);
        }
    }
}
