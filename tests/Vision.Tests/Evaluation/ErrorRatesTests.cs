using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Tests.Evaluation;

public sealed class ErrorRatesTests
{
    [Fact]
    public void FmrAndFnmr_KnownDistances_CountMatchesBelowTheThreshold()
    {
        Assert.Equal(0.5, ErrorRates.Fmr([0.1, 0.2, 0.3, 0.4], 0.3));
        Assert.Equal(0.5, ErrorRates.Fnmr([0.1, 0.2, 0.3, 0.4], 0.3));
        Assert.Equal(0, ErrorRates.Fmr([0.1], 0.1));
        Assert.Equal(1, ErrorRates.Fnmr([0.1], 0.1));
    }

    /// <summary>Published table: FPIR at a fixed FMR and gallery size, and the FMR that FPIR 0.3 % requires.</summary>
    [Theory]
    [InlineData(1e-5, 420, 0.00419)]
    [InlineData(1e-5, 42_000, 0.343)]
    [InlineData(1e-4, 2_000, 0.1813)]
    [InlineData(1e-9, 1_000_000, 9.995e-4)]
    [InlineData(0, 1_000, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(1, 0, 0)]
    [InlineData(0.5, 0, 0)]
    public void Fpir_FmrAndGallerySize_IsOneMinusThePower(double fmr, long gallery, double expected) =>
        Assert.Equal(expected, ErrorRates.Fpir(fmr, gallery), Math.Max(expected * 0.002, 1e-15));

    [Theory]
    [InlineData(0.003, 50, 6.0e-5)]
    [InlineData(0.003, 42_000, 7.15e-8)]
    [InlineData(0.003, 1_000_000, 3.0e-9)]
    public void FmrForFpir_IsTheInverse(double fpir, long gallery, double expected)
    {
        var fmr = ErrorRates.FmrForFpir(fpir, gallery);

        Assert.Equal(expected, fmr, expected * 0.01);
        Assert.Equal(fpir, ErrorRates.Fpir(fmr, gallery), fpir * 1e-12);
    }

    [Fact]
    public void ThresholdForFmr_RandomDistances_IsTheLargestThatKeepsTheRate()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var impostors = Enumerable.Range(0, random.Next(1, 50)).Select(_ => random.Next(20) / 10.0).ToArray();
            var wanted = random.Next(0, 101) / 100.0;

            var threshold = ErrorRates.ThresholdForFmr(impostors, wanted);

            Assert.True(ErrorRates.Fmr(impostors, threshold) <= wanted + 1e-12);
            Assert.True(threshold > impostors.Max() || ErrorRates.Fmr(impostors, Math.BitIncrement(threshold)) > wanted);
        }
    }

    [Fact]
    public void RatesOutOfRangeOrNoDistances_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ErrorRates.Fpir(1.1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => ErrorRates.Fpir(double.NaN, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => ErrorRates.FmrForFpir(0.1, 0));
        Assert.Throws<ArgumentException>(() => ErrorRates.ThresholdForFmr([], 0.1));
        Assert.Throws<ArgumentException>(() => ErrorRates.Fmr([], 0.1));
    }
}
