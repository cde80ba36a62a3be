using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Tests.Evaluation;

public sealed class PresentationAttackTestTests
{
    [Fact]
    public void At_KnownScores_CountsByHand()
    {
        var test = new PresentationAttackTest(
            [new AttackKind("print", [0.1, 0.2, 0.9, 0.5], 1), new AttackKind("replay", [0.6, 0.7], 0), new AttackKind("mask", [], 3)],
            new AttackKind("bona fide", [0.5, 0.4, 0.95, 0.8, 0.99], 5));

        var rates = test.At(0.5);

        Assert.Equal([0.5, 1, double.NaN], rates.Apcer);
        Assert.Equal(1, rates.MaxApcer);
        Assert.Equal(0.2, rates.Bpcer);
        Assert.Equal(0.6, rates.Acer, 1e-12);
        Assert.Equal(0.2, test.Attacks[0].NonResponseRate);
        Assert.Equal(1, test.Attacks[2].NonResponseRate);
        Assert.Equal(0.5, test.BonaFide.NonResponseRate);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Curve_RandomScoresWithTies_EqualsBruteForce(int seed)
    {
        var random = new Random(seed);
        double[] Draw(int count, double shift) =>
            [.. Enumerable.Range(0, count).Select(_ => Math.Round(Math.Clamp(random.NextDouble() + shift, 0, 1), 1))];
        var attacks = new[] { new AttackKind("a", Draw(17, -0.3), 0), new AttackKind("b", Draw(5, -0.1), 2) };
        var live = new AttackKind("live", Draw(23, 0.2), 1);
        var test = new PresentationAttackTest(attacks, live);

        foreach (var rates in test.Curve().Concat(Enumerable.Range(-1, 14).Select(i => test.At(i / 10.0))))
        {
            for (var k = 0; k < attacks.Length; k++)
            {
                Assert.Equal(attacks[k].Scores.Count(s => s >= rates.Threshold) / (double)attacks[k].Scores.Count, rates.Apcer[k]);
            }

            Assert.Equal(live.Scores.Count(s => s < rates.Threshold) / (double)live.Scores.Count, rates.Bpcer);
        }

        // The rates are monotonic, from all presentations accepted to none.
        var curve = test.Curve();
        Assert.Equal((1.0, 0.0), (curve[0].MaxApcer, curve[0].Bpcer));
        Assert.Equal((0.0, 1.0), (curve[^1].MaxApcer, curve[^1].Bpcer));
        for (var i = 1; i < curve.Count; i++)
        {
            Assert.True(curve[i].MaxApcer <= curve[i - 1].MaxApcer && curve[i].Bpcer >= curve[i - 1].Bpcer);
        }

        // No threshold of a fine grid is better than the result.
        var best = test.EqualError();
        var grid = Enumerable.Range(0, 1001).Select(i => test.At(i / 1000.0)).Min(r => Math.Max(r.MaxApcer, r.Bpcer));
        Assert.Equal(grid, Math.Max(best.MaxApcer, best.Bpcer));
    }

    [Fact]
    public void AtMaxApcer_LimitsGiven_TakesTheLowestThresholdThatKeepsThem()
    {
        var test = new PresentationAttackTest(
            [new AttackKind("a", [.. Enumerable.Range(0, 100).Select(i => i / 100.0)], 0)],
            new AttackKind("live", [.. Enumerable.Range(0, 100).Select(i => (i + 50) / 100.0)], 0));

        var rates = test.AtMaxApcer(0.05);

        Assert.Equal(0.05, rates.MaxApcer, 1e-12);
        Assert.Equal(0.45, rates.Bpcer, 1e-12);
        Assert.Equal(0, test.AtMaxApcer(0).MaxApcer);
    }

    [Fact]
    public void Constructor_NothingAnswered_Throws()
    {
        var some = new AttackKind("a", [0.5], 0);
        var none = new AttackKind("b", [], 4);

        Assert.Throws<ArgumentException>(() => new PresentationAttackTest([none], some));
        Assert.Throws<ArgumentException>(() => new PresentationAttackTest([some], none));
        Assert.Throws<ArgumentException>(() => new PresentationAttackTest([some], new AttackKind("c", [double.NaN], 0)));
    }
}
