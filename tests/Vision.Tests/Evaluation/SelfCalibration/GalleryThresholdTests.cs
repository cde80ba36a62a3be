using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Evaluation.SelfCalibration;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Tests.Evaluation.SelfCalibration;

public sealed class GalleryThresholdTests
{
    // τ falls by 0.1 a decade from 1.8 at FMR 1.
    private static readonly ThresholdTable Calibration = new(
        Enumerable.Range(0, 11).Select(i => new ThresholdPoint(Math.Pow(10, -i), 1.8 - (0.1 * i), 0, false)));

    [Fact]
    public void ThresholdFor_CalibrationAlone_AimsBelowTheAskedFpir()
    {
        var threshold = new GalleryThreshold(Calibration, own: null);
        var aimed = 0.01 * 10 / 35;
        Assert.Equal(Calibration.ThresholdFor(ErrorRates.FmrForFpir(aimed, 5), out _), threshold.ThresholdFor(0.01, 5), 12);
        Assert.Null(threshold.IntervalOf(0.01, 1, 5));
        Assert.Equal(0, threshold.OwnWeight);
    }

    [Fact]
    public void ThresholdFor_OwnPeopleNearerThanTheCalibrations_IsStricter()
    {
        var own = Own(300, nearer: 0.8);
        var withoutOwn = new GalleryThreshold(Calibration, null).ThresholdFor(0.01, 299);
        Assert.True(new GalleryThreshold(Calibration, own).ThresholdFor(0.01, 299) < withoutOwn);
    }

    [Fact]
    public void ThresholdFor_OwnPeopleFartherThanTheCalibrations_RelaxesWithTheEvidence()
    {
        var strict = new ThresholdTable(Calibration.Points.Select(p => p with { Threshold = p.Threshold - 0.7 }));
        var general = new GalleryThreshold(strict, null).ThresholdFor(0.01, 100);
        var few = new GalleryThreshold(strict, Own(50)).ThresholdFor(0.01, 100);
        var many = new GalleryThreshold(strict, Own(800)).ThresholdFor(0.01, 100);
        var own = Own(800).ThresholdFor(0.01, 100);
        Assert.True(general < few && few < many && many < own, $"{general} < {few} < {many} < {own}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FpirAt_DerivedThreshold_IsTheAskedFpir(bool calibrated)
    {
        var threshold = new GalleryThreshold(calibrated ? Calibration : null, Own(200));
        foreach (var fpir in (double[])[0.001, 0.003, 0.01, 0.05])
        {
            var tau = threshold.ThresholdFor(fpir, 400);
            Assert.Equal(fpir, threshold.FpirAt(tau, 400), fpir * 0.02);
        }
    }

    [Fact]
    public void ThresholdFor_LargerFpir_IsNotSmaller()
    {
        var threshold = new GalleryThreshold(Calibration, Own(60));
        var taus = Enumerable.Range(0, 60).Select(i => threshold.ThresholdFor(Math.Pow(10, -6 + (i / 10.0)), 60)).ToList();
        Assert.Equal(taus.Order(), taus);
    }

    [Fact]
    public void ThresholdFor_MoreComparisons_IsNotLarger()
    {
        var threshold = new GalleryThreshold(Calibration, Own(60));
        var taus = new[] { 1, 10, 60, 100, 1000, 100_000 }.Select(k => threshold.ThresholdFor(0.003, k)).ToList();
        Assert.Equal(taus.OrderDescending(), taus);
    }

    [Fact]
    public void IntervalOf_FewPeople_IsWideAndBeginsAtZero()
    {
        var threshold = new GalleryThreshold(Calibration, Own(50));
        var interval = threshold.IntervalOf(0.003, threshold.ThresholdFor(0.003, 49), 49)!.Value;
        Assert.Equal((0.003, 0), (interval.Value, interval.Low));
        Assert.InRange(interval.High, 0.1, 0.3);
    }

    [Fact]
    public void IntervalOf_ManyPeople_IsNarrow()
    {
        var threshold = new GalleryThreshold(Calibration, Own(1000));
        var interval = threshold.IntervalOf(0.05, threshold.ThresholdFor(0.05, 999), 999)!.Value;
        Assert.InRange(interval.Low, 0.005, 0.05);
        Assert.InRange(interval.High, 0.05, 0.12);
    }

    [Fact]
    public void IsKnown_NoCalibration_NeedsFiftyPeople()
    {
        Assert.False(new GalleryThreshold(null, null).IsKnown);
        Assert.False(new GalleryThreshold(null, Own(49)).IsKnown);
        Assert.True(new GalleryThreshold(null, Own(50)).IsKnown);
        Assert.Throws<InvalidOperationException>(() => new GalleryThreshold(null, Own(49)).ThresholdFor(0.01, 48));
    }

    [Fact]
    public void ShareBelow_KnownDistances_CountsThem()
    {
        var own = new OwnImpostors(Enumerable.Range(0, 10).Select(i => i / 10.0), new NormalTail(1, 0.1), 9);
        Assert.Equal(0.3, own.ShareBelow(0.3, 9), 12);
        Assert.Equal(0, own.ShareBelow(0, 9));
        Assert.Equal(1, own.ShareBelow(4, 9));

        // Twice the comparisons: 1 − (1 − 0.3)².
        Assert.Equal(0.51, own.ShareBelow(0.3, 18), 12);
    }

    /// <param name="nearer">Scales all distances.</param>
    private static OwnImpostors Own(int count, double nearer = 1)
    {
        var people = OwnPopulationTests.RandomPeople(count);
        double Distance(int i, int j) => nearer * FaceEncoding.SquaredDistance(people[i], people[j]);
        return OwnPopulation.Measure(count, Distance).WholeGallery(count, Distance)!;
    }
}
