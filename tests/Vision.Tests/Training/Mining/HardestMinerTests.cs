using FaceGrid.Vision.Training.Mining;


namespace FaceGrid.Vision.Tests.Training.Mining;

public sealed class HardestMinerTests
{
    [Fact]
    public void Mine_RandomBatches_FindsTheHardestByExhaustiveSearch()
    {
        var random = new Random(9);
        for (var round = 0; round < 50; round++)
        {
            var n = random.Next(2, 14);
            var people = Enumerable.Range(0, n).Select(_ => (long)random.Next(4)).ToArray();
            var distances = new float[n * n];
            for (var i = 0; i < distances.Length; i++)
            {
                distances[i] = i % (n + 1) == 0 ? 0 : random.NextSingle();
            }

            var mined = new HardestMiner().Mine(new BatchDistances(distances, n), people, [], step: 0);

            var row = 0;
            for (var a = 0; a < n; a++)
            {
                var positives = Enumerable.Range(0, n).Where(i => i != a && people[i] == people[a]).ToArray();
                var negatives = Enumerable.Range(0, n).Where(i => people[i] != people[a]).ToArray();
                if (positives.Length == 0 || negatives.Length == 0)
                {
                    continue;
                }

                Assert.Equal(a, mined.Anchors[row]);
                Assert.Equal(positives.MaxBy(i => distances[(a * n) + i]), mined.Positives[row]);
                Assert.Equal(negatives.MinBy(i => distances[(a * n) + i]), mined.Negatives[row]);
                row++;
            }

            Assert.Equal(row, mined.Count);
        }
    }

    [Fact]
    public void Mine_DistancesOfAnotherBatch_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new HardestMiner().Mine(new BatchDistances(new float[4], 2), [1, 2, 3], [], step: 0));
}
