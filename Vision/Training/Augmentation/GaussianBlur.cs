using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Augmentation;

/// <summary>A separable Gaussian filter, truncated at three standard deviations; edge pixels are repeated beyond the image.</summary>
internal static class GaussianBlur
{
    /// <summary>A smaller standard deviation (in pixels) changes no level.</summary>
    public const double Least = 0.2;

    private const int Bits = 12;

    public static RgbImage Apply(RgbImage image, double sigma)
    {
        var weights = Weights(sigma);
        var radius = weights.Length / 2;
        var stride = image.Width * 3;
        var rows = new RgbImage(image.Width, image.Height);
        var padded = new byte[(image.Width + (2 * radius)) * 3];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Pixels.AsSpan(y * stride, stride);
            row.CopyTo(padded.AsSpan(radius * 3));
            for (var i = 0; i < radius; i++)
            {
                row[..3].CopyTo(padded.AsSpan(i * 3));
                row[^3..].CopyTo(padded.AsSpan(padded.Length - ((i + 1) * 3)));
            }

            var to = rows.Pixels.AsSpan(y * stride, stride);
            for (var x = 0; x < stride; x++)
            {
                var sum = 1 << (Bits - 1);
                for (var k = 0; k < weights.Length; k++)
                {
                    sum += weights[k] * padded[x + (k * 3)];
                }

                to[x] = (byte)(sum >> Bits);
            }
        }

        var result = new RgbImage(image.Width, image.Height);
        var sums = new int[stride];
        for (var y = 0; y < image.Height; y++)
        {
            Array.Fill(sums, 1 << (Bits - 1));
            for (var k = 0; k < weights.Length; k++)
            {
                var row = rows.Pixels.AsSpan(Math.Clamp(y + k - radius, 0, image.Height - 1) * stride, stride);
                for (var x = 0; x < sums.Length; x++)
                {
                    sums[x] += weights[k] * row[x];
                }
            }

            var to = result.Pixels.AsSpan(y * stride, stride);
            for (var x = 0; x < sums.Length; x++)
            {
                to[x] = (byte)(sums[x] >> Bits);
            }
        }

        return result;
    }

    /// <summary>Fixed-point weights whose sum is exactly 1, so that a uniform image is unchanged.</summary>
    private static int[] Weights(double sigma)
    {
        var radius = Math.Max(1, (int)Math.Ceiling(3 * sigma));
        var exact = Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var sum = exact.Sum();
        var weights = Array.ConvertAll(exact, w => (int)Math.Round(w / sum * (1 << Bits)));
        weights[radius] += (1 << Bits) - weights.Sum();
        return weights;
    }
}
