using FaceGrid.Vision.Training.Losses;
using FaceGrid.Vision.Training.Mining;

namespace FaceGrid.Vision.Tests.Training.Mining;

public sealed class MiningStatisticsTests
{
    [Fact]
    public void Of_RandomBatch_IsBruteForce()
    {
        const double Margin = 0.4;
        var batch = new RandomBatch(people: 5, photos: 3, seed: 6);
        var triplets = new RandomMiner(1).Mine(batch.Distances, batch.People, batch.Photos, step: 7);

        var s = MiningStatistics.Of(batch.Distances, batch.People, triplets, Margin, step: 7);

        var all = Enumerable.Range(0, batch.Count).ToList();
        double D(int a, int b) => batch.Distances[a, b];
        bool Violates(int a, int p, int n) => batch.Distances[a, p] + Margin > batch.Distances[a, n];
        var pairs = all.SelectMany(a => all.Where(b => b != a).Select(b => (A: a, B: b, Same: batch.People[a] == batch.People[b])))
            .ToList();
        var every = pairs.Where(p => p.Same)
            .SelectMany(p => pairs.Where(n => n.A == p.A && !n.Same).Select(n => Violates(p.A, p.B, n.B)))
            .ToList();
        Assert.Equal((7, 30), (s.Step, s.Triplets));
        Assert.Equal(every.Average(v => v ? 1.0 : 0), s.ActiveOfAll, 1e-12);
        Assert.Equal(MinerTests.Of(triplets).Average(t => Violates(t.A, t.P, t.N) ? 1.0 : 0), s.Active, 1e-12);
        Assert.Equal(pairs.Where(p => p.Same).Average(p => D(p.A, p.B)), s.MeanPositive, 1e-9);
        Assert.Equal(pairs.Where(p => !p.Same).Average(p => D(p.A, p.B)), s.MeanNegative, 1e-9);
        Assert.Equal(pairs.Sum(p => D(p.A, p.B)) / (2.0 * batch.Count * batch.Count), s.Variance, 1e-9);
        for (var bin = 0; bin < MiningStatistics.Bins; bin++)
        {
            Assert.Equal(Share(same: true, bin), s.Positives[bin], 1e-6);
            Assert.Equal(Share(same: false, bin), s.Negatives[bin], 1e-6);
        }

        double Share(bool same, int bin) => pairs.Where(p => p.Same == same).Average(p => (int)(D(p.A, p.B) * 10) == bin ? 1.0 : 0);
    }

    [Fact]
    public void Of_EncodingsOfAnyNorm_HasTheirVariance()
    {
        var places = new double[] { 0, 2, 3, 7 };

        var s = MiningStatistics.Of(RandomBatch.OnALine(places), [0, 0, 1, 1], new TripletIndices([], [], []), 0.2, step: 0);

        Assert.Equal(places.Average(p => (p - 3) * (p - 3)), s.Variance, 1e-6);
        Assert.Equal((0.0, 1.0f), (s.Active, s.Positives[^1]));
    }

    [Fact]
    public void Observe_AllAtOnePoint_IsNamedAfterItsPatience()
    {
        var detector = new CollapseDetector(margin: 0.2, patience: 3);

        Assert.Null(detector.Observe(At(0, 0.001), 0.2));
        Assert.Null(detector.Observe(At(1, 0.001), 0.201));
        var resumed = new CollapseDetector(margin: 0.2, patience: 3);
        resumed.Restore(detector.Steps);
        var collapse = resumed.Observe(At(2, 0.001), 0.199)!;

        Assert.Equal((2, 3), (collapse.Step, collapse.Steps));
        Assert.Contains("one point", collapse.Message, StringComparison.Ordinal);
        Assert.All(
            ["learning rate", "semi-hard", "larger batches", "pretraining"],
            word => Assert.Contains(word, collapse.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', collapse.Message);
    }

    [Theory]
    [InlineData(0.5, 0.2)]
    [InlineData(0.001, 0.1)]
    public void Observe_PeopleApartOrLossBelowTheMargin_IsNoCollapse(double meanNegative, double loss)
    {
        var detector = new CollapseDetector(margin: 0.2, patience: 2);
        detector.Observe(At(0, 0.001), 0.2);

        Assert.Null(detector.Observe(At(1, meanNegative), loss));
        Assert.Equal(0, detector.Steps);
    }

    [Fact]
    public void History_ManySteps_IsBoundedAndKeepsMeans()
    {
        var history = new MiningHistory();
        for (var step = 0; step < 3001; step++)
        {
            history.Add(At(step, step));
            if (step == 1500)
            {
                history = MiningHistory.Restore(history.State);
            }
        }

        Assert.Equal(16, history.StepsOfEntry);
        Assert.Equal(188, history.Entries.Count);
        Assert.Equal(Enumerable.Range(0, 16).Average(), history.Entries[0].MeanNegative, 1e-9);
        Assert.Equal((15, 3000), (history.Entries[0].Step, history.Entries[^1].Step));
        Assert.Equal(Enumerable.Range(2976, 16).Average(), history.Entries[^2].MeanNegative, 1e-9);
        Assert.Throws<ArgumentException>(() => MiningHistory.Restore("{"u8));
    }

    [Fact]
    public void Render_TwoDistributions_InksThePlacesOfTheirBins()
    {
        var (positives, negatives) = (new float[MiningStatistics.Bins], new float[MiningStatistics.Bins]);
        (positives[4], negatives[20]) = (1, 1);
        var entry = new MiningStatistics(5, 10, 0.5, 0.25, 0.45, 2.05, 1, positives, negatives);

        var picture = MiningDrawing.Render([entry, entry with { Step = 6 }], "Mining", 0.2);

        Assert.Equal((960, 720), (picture.Width, picture.Height));
        Assert.Equal((0x00, 0x72, 0xB2), At(bin: 4));
        Assert.Equal((0xE6, 0x9F, 0x00), At(bin: 20));
        Assert.Equal((255, 255, 255), At(bin: 30));
        Assert.Equal(960, MiningDrawing.Render([], "Mining", 0.2).Width);

        (int, int, int) At(int bin)
        {
            // The map's inside lies between rows 96 and 384.
            var row = 384 - (int)((bin + 0.5) * (384 - 96) / MiningStatistics.Bins);
            var at = ((row * picture.Width) + 500) * 3;
            return (picture.Pixels[at], picture.Pixels[at + 1], picture.Pixels[at + 2]);
        }
    }

    private static MiningStatistics At(int step, double meanNegative) =>
        new(step, 10, 1, 1, meanNegative, meanNegative, 0, new float[MiningStatistics.Bins], new float[MiningStatistics.Bins]);
}
