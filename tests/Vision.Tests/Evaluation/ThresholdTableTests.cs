using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Tests.Evaluation;

public sealed class ThresholdTableTests
{
    private static readonly DistanceCounts SomeGenuines = Counts([0.1, 0.2, 0.3]);

    [Fact]
    public void Measure_EvenlySpreadImpostors_GivesTheirQuantiles()
    {
        // For d uniform in 0..4, FMR(τ) = τ / 4.
        var table = ThresholdTable.Measure(Counts(Enumerable.Range(0, 1_000_000).Select(i => (i + 0.5) * 4e-6)), SomeGenuines);

        foreach (var fmr in new[] { 0.5, 0.1, 0.02, 1e-3, 1e-4 })
        {
            Assert.Equal(4 * fmr, table.ThresholdFor(fmr, out var extrapolated), 2 * DistanceCounts.Step);
            Assert.False(extrapolated);
        }
    }

    [Fact]
    public void Measure_ExponentialTail_IsContinuedToUncountedRates()
    {
        // The quantile function of an exponential tail below 1.5: FMR(τ) = e^-(1.5 - τ)/0.06.
        const double Scale = 0.06;
        const int Count = 1_000_000;
        var distances = Enumerable.Range(0, Count).Select(i => 1.5 + (Scale * Math.Log((i + 0.5) / Count)));
        var table = ThresholdTable.Measure(Counts(distances), SomeGenuines);

        foreach (var fmr in new[] { 1e-5, 1e-6, 1e-7, 1e-8 })
        {
            var tau = table.ThresholdFor(fmr, out var extrapolated);

            Assert.True(extrapolated);
            Assert.Equal(1.5 + (Scale * Math.Log(fmr)), tau, 0.1 * Scale * Math.Log(1e-4 / fmr));
        }
    }

    [Fact]
    public void Measure_GaussianImpostors_ExtrapolatesToTheSafeSide()
    {
        // Normal distances with mean 2 and standard deviation 0.18, as for encodings in many dimensions; quantiles z from tables of
        // the normal distribution.
        var random = new Random(5);
        var distances = Enumerable.Range(0, 400_000).Select(_ =>
            2 + (0.18 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
        var table = ThresholdTable.Measure(Counts(distances), SomeGenuines);

        foreach (var (fmr, z) in new[] { (1e-6, 4.7534), (1e-7, 5.1993), (1e-8, 5.6120) })
        {
            var truth = 2 - (0.18 * z);

            Assert.InRange(table.ThresholdFor(fmr, out _), truth - 0.35, truth + 0.01);
        }
    }

    [Fact]
    public void ThresholdFor_AndFmrAt_AreInverse()
    {
        var random = new Random(1);
        var table = ThresholdTable.Measure(Counts(Enumerable.Range(0, 200_000).Select(_ => 1 + (2 * random.NextDouble()))), SomeGenuines);

        for (var i = 0; i < 200; i++)
        {
            var fmr = Math.Pow(10, -0.4 - (5 * random.NextDouble()));

            Assert.Equal(1, table.FmrAt(table.ThresholdFor(fmr, out _)) / fmr, 0.02);
        }
    }

    [Fact]
    public void ThresholdFor_RateBelowTheTable_IsZero()
    {
        var table = new ThresholdTable([new ThresholdPoint(0.1, 1, 0.1, false), new ThresholdPoint(0.01, 0.5, 0.2, false)]);

        Assert.Equal(0, table.ThresholdFor(0.001, out var extrapolated));
        Assert.True(extrapolated);
    }

    [Fact]
    public void Measure_TooFewImpostors_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => ThresholdTable.Measure(Counts(Enumerable.Repeat(1.0, 299)), SomeGenuines));

        Assert.Contains("299 comparisons of different people", error.Message);
    }

    [Fact]
    public void New_ThresholdThatRisesAsTheRateFalls_IsRefused() =>
        Assert.Throws<ArgumentException>(
            () => new ThresholdTable([new ThresholdPoint(0.1, 1, 0, false), new ThresholdPoint(0.01, 1.1, 0, false)]));

    private static DistanceCounts Counts(IEnumerable<double> distances)
    {
        var counts = new DistanceCounts();
        foreach (var distance in distances)
        {
            counts.Add(distance);
        }

        return counts;
    }
}
