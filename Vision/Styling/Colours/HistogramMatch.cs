using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Styling.Colours;

/// <summary>Gives an image another's distribution of levels, channel by channel.</summary>
public static class HistogramMatch
{
    /// <summary>Each level becomes the lowest level of the target at which as large a share of its pixels lies at or below.</summary>
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
