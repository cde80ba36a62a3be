using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Styling.Colours;

/// <summary>Histogram matching: gives an image the distribution of levels of another image, channel by channel.</summary>
public static class HistogramMatch
{
    /// <summary>Maps each level to the lowest level of the target whose cumulative share of pixels is at least as large.</summary>
    /// <param name="image">Not changed.</param>
    /// <param name="target">Of any size.</param>
    /// <returns>An image of the size of <paramref name="image"/>.</returns>
    public static RgbImage Apply(RgbImage image, RgbImage target)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(target);
        var result = new RgbImage(image.Width, image.Height);
        for (var c = 0; c < 3; c++)
        {
            var (from, to) = (Cumulative(image, c), Cumulative(target, c));
            var map = new byte[256];
            for (var (level, at) = (0, 0); level < 256; level++)
            {
                while (at < 255 && (Int128)to[at] * from[255] < (Int128)from[level] * to[255])
                {
                    at++;
                }

                map[level] = (byte)at;
            }

            for (var i = c; i < result.Pixels.Length; i += 3)
            {
                result.Pixels[i] = map[image.Pixels[i]];
            }
        }

        return result;
    }

    private static long[] Cumulative(RgbImage image, int channel)
    {
        var counts = new long[256];
        for (var i = channel; i < image.Pixels.Length; i += 3)
        {
            counts[image.Pixels[i]]++;
        }

        for (var i = 1; i < counts.Length; i++)
        {
            counts[i] += counts[i - 1];
        }

        return counts;
    }
}
