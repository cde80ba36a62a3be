namespace FaceGrid.Vision.Imaging;

/// <summary>Separable resampling; see <see cref="ImageOps.Resize"/>.</summary>
internal static class Resampler
{
    /// <summary>
    /// Fixed-point bits of a weight: 32 less 8 for the sample, 1 for its sign and 1 because a bicubic's negative lobes let
    /// the sum leave 0..255.
    /// </summary>
    private const int Bits = 22;

    public static RgbImage Resize(RgbImage image, int width, int height, ResampleFilter filter)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        var result = image;
        if (width != image.Width)
        {
            result = AlongRows(result, new Weights(image.Width, width, filter));
        }

        if (height != image.Height)
        {
            result = AlongColumns(result, new Weights(image.Height, height, filter));
        }

        return result;
    }

    private static RgbImage AlongRows(RgbImage image, Weights weights)
    {
        var result = new RgbImage(weights.Length, image.Height);
        var to = 0;
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Pixels.AsSpan(y * image.Width * 3, image.Width * 3);
            for (var x = 0; x < weights.Length; x++, to += 3)
            {
                var (red, green, blue) = (1 << (Bits - 1), 1 << (Bits - 1), 1 << (Bits - 1));
                var from = weights.First(x) * 3;
                foreach (var w in weights.Of(x))
                {
                    red += row[from] * w;
                    green += row[from + 1] * w;
                    blue += row[from + 2] * w;
                    from += 3;
                }

                result.Pixels[to] = ToByte(red);
                result.Pixels[to + 1] = ToByte(green);
                result.Pixels[to + 2] = ToByte(blue);
            }
        }

        return result;
    }

    private static RgbImage AlongColumns(RgbImage image, Weights weights)
    {
        var result = new RgbImage(image.Width, weights.Length);
        var stride = image.Width * 3;
        var sums = new int[stride];
        for (var y = 0; y < weights.Length; y++)
        {
            // Row by row instead of column by column, so that memory is read sequentially and the loop is vectorised.
            Array.Fill(sums, 1 << (Bits - 1));
            var from = weights.First(y) * stride;
            foreach (var w in weights.Of(y))
            {
                var row = image.Pixels.AsSpan(from, stride);
                for (var i = 0; i < sums.Length; i++)
                {
                    sums[i] += row[i] * w;
                }

                from += stride;
            }

            var target = result.Pixels.AsSpan(y * stride, stride);
            for (var i = 0; i < sums.Length; i++)
            {
                target[i] = ToByte(sums[i]);
            }
        }

        return result;
    }

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> Bits, 0, 255);

    /// <summary>For each target position the contributing source positions and their weights, which sum to 1.</summary>
    private sealed class Weights
    {
        private readonly int[] _first;
        private readonly int[] _count;
        private readonly int[] _values;
        private readonly int _most;

        public Weights(int from, int to, ResampleFilter filter)
        {
            var scale = (double)from / to;
            var widening = Math.Max(scale, 1);
            var radius = Radius(filter) * widening;
            _most = ((int)Math.Ceiling(radius) * 2) + 1;
            _first = new int[to];
            _count = new int[to];
            _values = new int[checked(to * _most)];
            var exact = new double[_most];
            for (var i = 0; i < to; i++)
            {
                var centre = (i + 0.5) * scale;
                _first[i] = (int)Math.Max(0, centre - radius + 0.5);
                _count[i] = (int)Math.Min(from, centre + radius + 0.5) - _first[i];
                double sum = 0;
                for (var j = 0; j < _count[i]; j++)
                {
                    exact[j] = Value(filter, (j + _first[i] - centre + 0.5) / widening);
                    sum += exact[j];
                }

                for (var j = 0; j < _count[i]; j++)
                {
                    _values[(i * _most) + j] = (int)Math.Round(exact[j] / sum * (1 << Bits), MidpointRounding.AwayFromZero);
                }
            }
        }

        public int Length => _first.Length;

        public int First(int target) => _first[target];

        public ReadOnlySpan<int> Of(int target) => _values.AsSpan(target * _most, _count[target]);

        private static double Radius(ResampleFilter filter) => filter switch
        {
            ResampleFilter.Box => 0.5,
            ResampleFilter.Triangle => 1,
            ResampleFilter.Bicubic => 2,
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
        };

        private static double Value(ResampleFilter filter, double x)
        {
            const double A = -0.5;
            if (filter == ResampleFilter.Box)
            {
                return x is > -0.5 and <= 0.5 ? 1 : 0;
            }

            x = Math.Abs(x);
            if (filter == ResampleFilter.Triangle)
            {
                return Math.Max(0, 1 - x);
            }

            return x < 1 ? (((A + 2) * x) - (A + 3)) * x * x + 1
                : x < 2 ? ((((x - 5) * x) + 8) * x - 4) * A
                : 0;
        }
    }
}
