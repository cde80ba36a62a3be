using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling;

/// <summary>Made-up images with structure at several scales, and how two results are compared.</summary>
internal static class TestImages
{
    public const string Vgg19 = "models/vgg19-imagenet-conv.safetensors";

    /// <returns>1 x 3 x height x width, 0..255: waves, an edge, some noise.</returns>
    public static Tensor Make(int seed, int height, int width, ScalarType type = ScalarType.Float32)
    {
        var random = new Random(seed);
        var values = new double[3 * height * width];
        for (var channel = 0; channel < 3; channel++)
        {
            var (across, down, phase) = ((random.NextDouble() - 0.5) / 2, (random.NextDouble() - 0.5) / 2, random.NextDouble() * 6);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var edge = x + (y / 2) > width * 0.6 ? 40 : 0;
                    var value = 110 + edge + (70 * Math.Sin((across * x) + (down * y) + phase)) + (30 * (random.NextDouble() - 0.5));
                    values[((channel * height) + y) * width + x] = Math.Clamp(value, 0, 255);
                }
            }
        }

        return tensor(values, [1, 3, height, width]).to_type(type);
    }

    /// <summary>‖a − b‖ / ‖b‖.</summary>
    public static double Difference(Tensor a, Tensor b) => Distance(Values(a), Values(b));

    /// <summary>‖a − b‖ over the 95 % of values that differ least, against ‖b‖ over all.</summary>
    public static double DifferenceOfMost(Tensor a, Tensor b) => DistanceOfMost(Values(a), Values(b));

    /// <inheritdoc cref="DifferenceOfMost(Tensor, Tensor)"/>
    public static double DistanceOfMost(double[] a, double[] b)
    {
        Assert.Equal(b.Length, a.Length);
        var apart = a.Zip(b, (l, r) => (l - r) * (l - r)).Order().Take(a.Length * 95 / 100).Sum();
        return Math.Sqrt(apart / b.Sum(r => r * r));
    }

    /// <inheritdoc cref="Difference(Tensor, Tensor)"/>
    public static double Distance(double[] a, double[] b)
    {
        Assert.Equal(b.Length, a.Length);
        double apart = 0, length = 0;
        for (var i = 0; i < a.Length; i++)
        {
            apart += (a[i] - b[i]) * (a[i] - b[i]);
            length += b[i] * b[i];
        }

        return Math.Sqrt(apart / length);
    }

    public static double[] Values(Tensor tensor)
    {
        using var exact = tensor.to_type(ScalarType.Float64);
        using var packed = exact.contiguous();
        return packed.data<double>().ToArray();
    }
}
