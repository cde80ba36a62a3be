using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Torch;

/// <summary>Comparisons of tensors with plain numbers.</summary>
internal static class Near
{
    /// <summary>Element by element, relative to the largest expected magnitude (at least 1).</summary>
    public static void Equal(double[] expected, Tensor actual, double tolerance = 1e-6)
    {
        using Tensor detached = actual.detach();
        using Tensor wide = detached.to(ScalarType.Float64);
        using Tensor packed = wide.contiguous();
        double[] values = packed.data<double>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        double scale = Math.Max(1, expected.Length == 0 ? 1 : expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - values[i]) <= tolerance * scale, $"element {i}: expected {expected[i]}, is {values[i]}");
        }
    }

    /// <summary>Numbers without a pattern that arithmetic could hide in.</summary>
    public static double[] Numbers(int count, double phase = 0, double scale = 1)
        => [.. Enumerable.Range(0, count).Select(i => scale * Math.Sin((1.7 * i) + phase + (0.1 * i * i)))];
}
