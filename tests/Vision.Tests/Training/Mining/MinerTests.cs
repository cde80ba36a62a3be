using FaceGrid.Vision.Training.Losses;
using FaceGrid.Vision.Training.Mining;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Training.Mining;

public sealed class MinerTests
{
    private const double Margin = 0.3;

    [Fact]
    public void BatchDistances_OfEncodings_IsBruteForce()
    {
        var values = RandomBatch.Encodings(7, 5, seed: 4);
        using var encodings = tensor(values, [7, 5], requires_grad: true);

        var distances = BatchDistances.Of(encodings);

        for (var a = 0; a < 7; a++)
        {
            for (var b = 0; b < 7; b++)
            {
                Assert.Equal(
                    Enumerable.Range(0, 5).Sum(i => Math.Pow(values[(a * 5) + i] - values[(b * 5) + i], 2)), distances[a, b], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(TripletMining.Random)]
    [InlineData(TripletMining.SemiHard)]
    [InlineData(TripletMining.BatchHard)]
    [InlineData(TripletMining.Persistent)]
    public void Mine_AnyBatch_GivesTripletsOfTheBatchAndTheSameAgain(TripletMining mining)
    {
        var batch = new RandomBatch(people: 6, photos: 4, seed: 1);

        var triplets = TripletMiners.Create(mining, Margin, seed: 5).Mine(batch.Distances, batch.People, batch.Photos, step: 3);

        Assert.NotEqual(0, triplets.Count);
        Assert.All(Of(triplets), t =>
        {
            Assert.Equal(batch.People[t.A], batch.People[t.P]);
            Assert.NotEqual(t.A, t.P);
            Assert.NotEqual(batch.People[t.A], batch.People[t.N]);
        });
        var again = TripletMiners.Create(mining, Margin, seed: 5).Mine(batch.Distances, batch.People, batch.Photos, step: 3);
        Assert.Equal(Of(triplets), Of(again));
        Assert.Equal(mining, TripletMiners.Create(mining, Margin, seed: 5).Kind);
        Assert.Equal(mining, TripletMiners.Parse(TripletMiners.NameOf(mining)));
    }

    [Theory]
    [InlineData(TripletMining.Random)]
    [InlineData(TripletMining.SemiHard)]
    [InlineData(TripletMining.BatchHard)]
    [InlineData(TripletMining.Persistent)]
    public void Mine_OnePersonOrNoPairs_GivesNothing(TripletMining mining)
    {
        var miner = TripletMiners.Create(mining, Margin, seed: 5);
        var distances = new BatchDistances(new float[9], 3);

        Assert.Equal(0, miner.Mine(distances, [1, 1, 1], [0, 1, 2], step: 0).Count);
        Assert.Equal(0, miner.Mine(distances, [1, 2, 3], [0, 1, 2], step: 0).Count);
        Assert.Throws<ArgumentException>(() => miner.Mine(distances, [1, 2], [0, 1], step: 0));
    }

    [Fact]
    public void Random_ManySteps_DrawsEveryNegativeEquallyOften()
    {
        var batch = new RandomBatch(people: 3, photos: 2, seed: 1);
        var miner = new RandomMiner(seed: 2);
        var counts = new int[6];
        for (var step = 0; step < 3000; step++)
        {
            var triplets = miner.Mine(batch.Distances, batch.People, batch.Photos, step);
            Assert.Equal(6, triplets.Count);
            counts[triplets.Negatives[0]]++;
        }

        Assert.Equal((0, 0), (counts[0], counts[1]));
        Assert.All(counts[2..], c => Assert.InRange(c, 650, 850));
    }

    [Fact]
    public void SemiHard_RandomBatches_IsTheDefinition()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var batch = new RandomBatch(people: 5, photos: 3, seed);
            var mined = Of(new SemiHardMiner(Margin).Mine(batch.Distances, batch.People, batch.Photos, step: 0))
                .ToDictionary(t => (t.A, t.P), t => t.N);
            for (var a = 0; a < batch.Count; a++)
            {
                foreach (var p in Enumerable.Range(0, batch.Count).Where(p => p != a && batch.People[p] == batch.People[a]))
                {
                    var d = batch.Distances[a, p];
                    var negatives = Enumerable.Range(0, batch.Count).Where(n => batch.People[n] != batch.People[a]).ToList();
                    var semiHard = negatives.Where(n => batch.Distances[a, n] > d && batch.Distances[a, n] < d + Margin)
                        .OrderBy(n => batch.Distances[a, n])
                        .ToList();
                    var expected = semiHard.Count > 0 ? semiHard[0]
                        : negatives.TrueForAll(n => batch.Distances[a, n] <= d) ? negatives.MaxBy(n => batch.Distances[a, n])
                        : -1;
                    Assert.Equal(expected, mined.GetValueOrDefault((a, p), -1));
                }
            }
        }
    }

    [Fact]
    public void SemiHard_NoNegativeFarther_FallsBackToTheFarthest()
    {
        // One dimension: anchor 0, positive 3, negatives 1 and 2.
        var batch = RandomBatch.OnALine(0, 3, 1, 2);

        var triplets = Of(new SemiHardMiner(Margin).Mine(batch, [0, 0, 1, 2], [0, 1, 2, 3], step: 0));

        Assert.Contains((0, 1, 3), triplets);
        Assert.Contains((1, 0, 2), triplets);
    }

    [Fact]
    public void Parse_UnknownName_IsRefused() =>
        Assert.Contains("semi-hard", Assert.Throws<BadInputException>(() => TripletMiners.Parse("hard")).Reason, StringComparison.Ordinal);

    internal static List<(int A, int P, int N)> Of(TripletIndices triplets) =>
        [
            .. Enumerable.Range(0, triplets.Count)
                .Select(i => ((int)triplets.Anchors[i], (int)triplets.Positives[i], (int)triplets.Negatives[i]))
        ];
}
