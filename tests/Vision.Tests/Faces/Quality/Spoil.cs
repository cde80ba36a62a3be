using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Faces.Quality;

/// <summary>Makes photos worse in known ways, without anything of what is tested.</summary>
internal static class Spoil
{
    /// <summary>A Gaussian over the plane, in double precision, cut at 4σ; beyond the border the nearest pixel.</summary>
    public static RgbImage Blur(RgbImage image, double sigma)
    {
        var radius = (int)Math.Ceiling(4 * sigma);
        var weights = Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var total = weights.Sum();
        var (w, h) = (image.Width, image.Height);
        var across = new double[w * h * 3];
        var result = new RgbImage(w, h);
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w * 3; x++)
            {
                for (var i = -radius; i <= radius; i++)
                {
                    across[(y * w * 3) + x] += weights[i + radius] / total * image.Pixels[(((y * w) + Math.Clamp((x / 3) + i, 0, w - 1)) * 3) + (x % 3)];
                }
            }
        }

        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w * 3; x++)
            {
                var value = 0.0;
                for (var i = -radius; i <= radius; i++)
                {
                    value += weights[i + radius] / total * across[(Math.Clamp(y + i, 0, h - 1) * w * 3) + x];
                }

                result.Pixels[(y * w * 3) + x] = (byte)Math.Round(value);
            }
        }

        return result;
    }

    /// <summary>Every level becomes level · gain + shift.</summary>
    public static RgbImage Levels(RgbImage image, double gain, double shift = 0) =>
        new(image.Width, image.Height, [.. image.Pixels.Select(p => (byte)Math.Clamp(Math.Round((p * gain) + shift), 0, 255))]);

    /// <summary>Down to a side and up again.</summary>
    public static RgbImage Shrink(RgbImage image, int side) => ImageOps.Resize(ImageOps.Resize(image, side, side), image.Width, image.Height);
}
