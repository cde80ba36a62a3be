using FaceGrid.Vision.Evaluation.SelfCalibration;

namespace FaceGrid.Vision.Tests.Evaluation.SelfCalibration;

/// <summary>The fitted tails on distributions whose tails are known.</summary>
public sealed class TailTests
{
    [Theory]
    [InlineData(1e-9, -5.9978070150)]
    [InlineData(1e-3, -3.0902323062)]
    [InlineData(0.025, -1.9599639845)]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.9599639845)]
    public void Quantile_TabulatedProbability_EqualsTheTable(double probability, double expected) =>
        Assert.Equal(expected, StandardNormal.Quantile(probability), 7);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Quantile_NoProbability_Throws(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StandardNormal.Quantile(probability));

    [Fact]
    public void NormalTail_NormalSample_RecoversTheDistributionBeyondTheSample()
    {
        var sample = NormalSample(100_000, mean: 2, deviation: 0.15);
        var tail = NormalTail.Fit(sample);
        Assert.Equal(2, tail.Mean, 0.03);
        Assert.Equal(0.15, tail.Deviation, 0.01);

        // Φ⁻¹(1e-7) = −5.1993: a rate of a hundredth of one value of the sample.
        Assert.Equal(2 - (5.1993 * 0.15), tail.ThresholdFor(1e-7), 0.02);
    }

    [Fact]
    public void ExponentialTail_ExponentialSample_RecoversTheScaleAndTheFarQuantile()
    {
        // d = 1.5 − x with x exponential, mean 0.05: P(d < τ) = e^−(1.5−τ)/0.05.
        var random = new Random(3);
        var sample = Enumerable.Range(0, 5000).Select(_ => 1.5 + (0.05 * Math.Log(1 - random.NextDouble()))).Order().ToArray();
        var tail = new ExponentialTail(sample);
        Assert.Equal(0.05, tail.Scale, 0.005);
        Assert.Equal(1.5 - (0.05 * Math.Log(1 / 1e-5)), tail.ThresholdFor(1e-5), 0.05);
    }

    [Fact]
    public void ExponentialTail_RateInsideTheSample_IsTheSampleQuantile()
    {
        double[] sample = [.. Enumerable.Range(0, 100).Select(i => i / 100.0)];
        Assert.Equal(0.5, new ExponentialTail(sample).ThresholdFor(0.5), 12);
    }

    [Fact]
    public void ExponentialTail_NormalSample_IsNotLaxerThanTheTruth()
    {
        // Lighter than exponential, as the distances of encoders: the extrapolation gives a smaller τ.
        var tail = new ExponentialTail(NormalSample(2000, mean: 1.2, deviation: 0.08));
        Assert.InRange(tail.ThresholdFor(1e-4), 0.5, 1.2 - (3.719 * 0.08));
    }

    [Fact]
    public void Tails_TooFewValues_Throw()
    {
        Assert.Throws<ArgumentException>(() => NormalTail.Fit([1, 1, 1, 1, 1, 1, 1]));
        Assert.Throws<ArgumentException>(() => new ExponentialTail([1]));
    }

    [Theory]
    [InlineData(3, 0.619, 8.767)]
    [InlineData(10, 4.795, 18.390)]
    [InlineData(100, 81.364, 121.627)]
    public void PoissonInterval_TabulatedCount_IsNearTheExactEnds(double events, double low, double high)
    {
        Assert.Equal(low, PoissonInterval.Low(events), 0.02 * events);
        Assert.Equal(high, PoissonInterval.High(events), 0.02 * events);
    }

    [Fact]
    public void PoissonInterval_FewEvents_BeginsAtZero()
    {
        Assert.Equal(0, PoissonInterval.Low(2.9));
        Assert.Equal(3.689, PoissonInterval.High(0), 0.1);
    }

    private static double[] NormalSample(int count, double mean, double deviation)
    {
        // Box and Muller 1958.
        var random = new Random(5);
        double Next() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return [.. Enumerable.Range(0, count).Select(_ => mean + (deviation * Next())).Order()];
    }
}
