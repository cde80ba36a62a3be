using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Networks.Detection;

/// <summary>Converts 8-bit images to network input: (x − mean) · scale for each channel, RGB.</summary>
internal sealed class NetworkPixels
{
    private readonly float[][] _levels;

    /// <param name="means">Means of red, green and blue in 0..255.</param>
    public NetworkPixels((double R, double G, double B) means, double scale) =>
        _levels = [Levels(means.R, scale), Levels(means.G, scale), Levels(means.B, scale)];

    /// <summary>
    /// Writes an image as height x width x 3 floats into the top left corner of a larger image that is black elsewhere.
    /// </summary>
    /// <param name="pixels">Height x Width x 3 floats of the larger image.</param>
    /// <param name="width">Width of the larger image.</param>
    /// <param name="height">Height of the larger image.</param>
    public void Write(RgbImage image, Span<float> pixels, int width, int height)
    {
        var (red, green, blue) = (_levels[0], _levels[1], _levels[2]);
        for (var y = 0; y < height; y++)
        {
            var target = pixels.Slice(y * width * 3, width * 3);
            var to = 0;
            if (y < image.Height)
            {
                var row = image.Pixels.AsSpan(y * image.Width * 3, image.Width * 3);
                for (; to < row.Length; to += 3)
                {
                    target[to] = red[row[to]];
                    target[to + 1] = green[row[to + 1]];
                    target[to + 2] = blue[row[to + 2]];
                }
            }

            for (; to < target.Length; to += 3)
            {
                target[to] = red[0];
                target[to + 1] = green[0];
                target[to + 2] = blue[0];
            }
        }
    }

    /// <summary>Converts an image without padding.</summary>
    public float[] Of(RgbImage image)
    {
        var pixels = new float[image.Pixels.Length];
        Write(image, pixels, image.Width, image.Height);
        return pixels;
    }

    private static float[] Levels(double mean, double scale)
    {
        var levels = new float[256];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = (float)((i - mean) * scale);
        }

        return levels;
    }
}
