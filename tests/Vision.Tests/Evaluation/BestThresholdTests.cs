using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Tests.Evaluation;

public sealed class BestThresholdTests
{
    [Fact]
    public void Find_RandomDistancesWithTies_IsAsAccurateAsEveryThresholdThereIs()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var n = random.Next(1, 40);
            var distances = Enumerable.Range(0, n).Select(_ => random.Next(12) / 4.0).ToArray();
            var same = Enumerable.Range(0, n).Select(_ => random.Next(2) == 0).ToArray();
            int CorrectAt(double t) => Enumerable.Range(0, n).Count(i => distances[i] < t == same[i]);

            var found = BestThreshold.Find(distances, same);

            // Every partition of the pairs by a threshold is also made by a multiple of 1/8.
            var grid = Enumerable.Range(-1, 30).Select(i => i / 8.0).ToArray();
            var best = grid.Max(CorrectAt);
            Assert.Equal(best, found.Correct);
            Assert.Equal(best, CorrectAt(found.Threshold));
            Assert.All(grid.Where(t => CorrectAt(t) == best), t => Assert.True(SameAnswers(t) || t > found.Threshold));
            bool SameAnswers(double t) => distances.All(d => d < t == d < found.Threshold);
        }
    }

    [Fact]
    public void Find_NeighbouringDoubles_StillSeparatesThem()
    {
        var next = Math.BitIncrement(1.0);

        var found = BestThreshold.Find([1.0, next], [true, false]);

        Assert.Equal(2, found.Correct);
        Assert.True(1.0 < found.Threshold && !(next < found.Threshold));
    }

    [Fact]
    public void Find_NothingOrNotANumber_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => BestThreshold.Find([], []));
        Assert.Throws<ArgumentException>(() => BestThreshold.Find([double.NaN], [true]));
        Assert.Throws<ArgumentException>(() => BestThreshold.Find([1], [true, false]));
    }
}
