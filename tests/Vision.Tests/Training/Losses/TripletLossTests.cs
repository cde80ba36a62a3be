using FaceGrid.Vision.Training.Losses;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Training.Losses;

public sealed class TripletLossTests
{
    private static readonly TripletIndices Triplets = new([0, 1, 2, 3], [1, 0, 3, 2], [2, 3, 4, 0]);

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(3)]
    public void Of_RandomEncodings_IsTheMeanOfTheFormula(double margin)
    {
        var values = Values();
        double Distance(long a, long b) => Enumerable.Range(0, 6).Sum(i => Math.Pow(values[(a * 6) + i] - values[(b * 6) + i], 2));
        var expected = Enumerable.Range(0, 4).Average(i =>
            Math.Max(
                Distance(Triplets.Anchors[i], Triplets.Positives[i]) - Distance(Triplets.Anchors[i], Triplets.Negatives[i]) + margin, 0));

        using var encodings = tensor(values, [5, 6]);
        using var loss = TripletLoss.Of(encodings, Triplets, margin);

        Assert.Equal(expected, loss.item<double>(), 1e-12);
    }

    [Fact]
    public void Of_Gradient_EqualsFiniteDifferences()
    {
        var values = Values();
        using var encodings = tensor(values, [5, 6], requires_grad: true);
        using var loss = TripletLoss.Of(encodings, Triplets, 0.7);
        loss.backward();
        var gradient = encodings.grad!.data<double>().ToArray();

        const double Step = 1e-6;
        for (var i = 0; i < values.Length; i++)
        {
            double At(double shift)
            {
                var moved = (double[])values.Clone();
                moved[i] += shift;
                using var at = tensor(moved, [5, 6]);
                using var l = TripletLoss.Of(at, Triplets, 0.7);
                return l.item<double>();
            }

            Assert.Equal((At(Step) - At(-Step)) / (2 * Step), gradient[i], 1e-7);
        }
    }

    [Fact]
    public void Of_NoTripletsOrNegativeMargin_IsRefused()
    {
        using var encodings = tensor(Values(), [5, 6]);

        Assert.Throws<ArgumentOutOfRangeException>(() => TripletLoss.Of(encodings, new TripletIndices([], [], []), 0.2));
        Assert.Throws<ArgumentOutOfRangeException>(() => TripletLoss.Of(encodings, Triplets, -0.1));
    }

    private static double[] Values()
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble() - 0.5)];
    }
}
