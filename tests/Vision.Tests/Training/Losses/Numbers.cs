using FaceGrid.Vision.Training.Losses;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Training.Losses;

/// <summary>What the losses are tried on, here and in Reference/losses.py.</summary>
internal static class Numbers
{
    public const int Rows = 6, Columns = 5;

    public static TripletIndices Triplets { get; } = new([0, 1, 2, 3, 4, 5], [1, 0, 3, 2, 5, 4], [2, 4, 5, 0, 1, 3]);

    public static PairIndices Pairs { get; } = new([0, 2, 4, 0, 1, 3], [1, 3, 5, 2, 5, 4], [true, true, true, false, false, false]);

    public static long[] People { get; } = [0, 0, 1, 1, 2, 2];

    public static double[] Encodings { get; } = Sines(Rows * Columns, 0.3);

    public static double[] Teacher { get; } = Sines(Rows * Columns, 1.1);

    /// <summary>Numbers without a pattern that arithmetic could hide in.</summary>
    public static double[] Sines(int count, double phase) =>
        [.. Enumerable.Range(0, count).Select(i => 0.7 * Math.Sin((1.7 * i) + phase + (0.1 * i * i)))];

    /// <summary>The loss and dL/dx, in float64.</summary>
    public static (double Loss, double[] Gradient) Differentiate(Func<Tensor, Tensor> loss, double[] x, params long[] shape)
    {
        using var at = tensor(x, shape, requires_grad: true);
        using var value = loss(at);
        value.backward();
        return (value.item<double>(), at.grad!.data<double>().ToArray());
    }

    /// <summary>That dL/dx is what central differences give: within 1e-7.</summary>
    public static void CheckAgainstDifferences(Func<Tensor, Tensor> loss, double[] x, params long[] shape)
    {
        const double Step = 1e-6;
        var gradient = Differentiate(loss, x, shape).Gradient;
        Assert.Contains(gradient, g => Math.Abs(g) > 1e-3);
        for (var i = 0; i < x.Length; i++)
        {
            Assert.Equal((At(i, Step) - At(i, -Step)) / (2 * Step), gradient[i], 1e-7);
        }

        double At(int i, double shift)
        {
            var moved = (double[])x.Clone();
            moved[i] += shift;
            using var at = tensor(moved, shape);
            using var value = loss(at);
            return value.item<double>();
        }
    }
}
