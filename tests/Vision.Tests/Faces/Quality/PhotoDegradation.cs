using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Faces.Quality;

/// <summary>Degrades photos in defined ways, independently of the code under test.</summary>
internal static class PhotoDegradation
{
    /// <summary>Gaussian blur in double precision, truncated at 4σ; border pixels are replicated.</summary>
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
                    var column = Math.Clamp((x / 3) + i, 0, w - 1);
                    across[(y * w * 3) + x] += weights[i + radius] / total * image.Pixels[(((y * w) + column) * 3) + (x % 3)];
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

    /// <summary>Maps every level to level · gain + shift.</summary>
    public static RgbImage Levels(RgbImage image, double gain, double shift = 0) =>
        new(image.Width, image.Height, [.. image.Pixels.Select(p => (byte)Math.Clamp(Math.Round((p * gain) + shift), 0, 255))]);

    /// <summary>Reduces to a side and enlarges again.</summary>
    public static RgbImage Shrink(RgbImage image, int side) =>
        ImageOps.Resize(ImageOps.Resize(image, side, side), image.Width, image.Height);
}
