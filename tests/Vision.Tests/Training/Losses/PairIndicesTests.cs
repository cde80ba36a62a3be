using FaceGrid.Vision.Training.Losses;

namespace FaceGrid.Vision.Tests.Training.Losses;

public sealed class PairIndicesTests
{
    [Fact]
    public void Balanced_Batch_HasAllPositivesAndAsManyNegatives()
    {
        long[] people = [7, 7, 7, 9, 9, 4];

        var pairs = PairIndices.Balanced(people, new Random(1));

        Assert.Equal(8, pairs.Count);
        Assert.Equal([(0, 1), (0, 2), (1, 2), (3, 4)], Enumerable.Range(0, 4).Select(i => (pairs.First[i], pairs.Second[i])));
        Assert.Equal([true, true, true, true, false, false, false, false], pairs.Same);
        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(pairs.Same[i], people[pairs.First[i]] == people[pairs.Second[i]]));
        Assert.Equal(8, pairs.First.Zip(pairs.Second).Distinct().Count());
        Assert.Equal(pairs.Second, PairIndices.Balanced(people, new Random(1)).Second);
    }

    [Fact]
    public void Balanced_FewerNegativesThanPositives_TakesThoseThereAre()
    {
        var pairs = PairIndices.Balanced([1, 1, 1, 1, 2], new Random(1));

        Assert.Equal((6, 4), (pairs.Same.Count(s => s), pairs.Same.Count(s => !s)));
    }
}
