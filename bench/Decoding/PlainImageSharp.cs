using FaceGrid.Vision.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace FaceGrid.Bench.Decoding;

/// <summary>Decodes JPEG and PNG with ImageSharp alone: the peer of <see cref="ImageCodec"/>.</summary>
internal static class PlainImageSharp
{
    private static readonly Configuration Formats = new(new JpegConfigurationModule(), new PngConfigurationModule());

    public static RgbImage Decode(byte[] file)
    {
        if (file[0] == 0xFF)
        {
            using var jpeg = Image.Load<Rgb24>(Formats, file, new JpegDecoder { IgnoreMetadata = true });
            var opaque = new RgbImage(jpeg.Width, jpeg.Height);
            jpeg.CopyPixelDataTo(opaque.Pixels);
            return opaque;
        }

        using var decoded = Image.Load<Rgba32>(Formats, file, new PngDecoder { IgnoreMetadata = true });
        var result = new RgbImage(decoded.Width, decoded.Height);
        decoded.ProcessPixelRows(rows =>
        {
            var to = 0;
            for (var y = 0; y < rows.Height; y++)
            {
                foreach (var p in rows.GetRowSpan(y))
                {
                    result.Pixels[to++] = OverWhite(p.R, p.A);
                    result.Pixels[to++] = OverWhite(p.G, p.A);
                    result.Pixels[to++] = OverWhite(p.B, p.A);
                }
            }
        });
        return result;
    }

    private static byte OverWhite(byte c, byte a) => (byte)(((c * a) + (255 * (255 - a)) + 127) / 255);
}
