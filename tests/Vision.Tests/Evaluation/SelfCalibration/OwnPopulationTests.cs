using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Evaluation.SelfCalibration;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Tests.Evaluation.SelfCalibration;

public sealed class OwnPopulationTests
{
    [Fact]
    public void Measure_RandomPeople_CountsEveryPairOnce()
    {
        var people = RandomPeople(30);
        var expected = new DistanceCounts();
        for (var i = 0; i < people.Count; i++)
        {
            for (var j = i + 1; j < people.Count; j++)
            {
                expected.Add(FaceEncoding.SquaredDistance(people[i], people[j]));
            }
        }

        var measured = OwnPopulation.Measure(people);
        Assert.Empty(measured.Suspicious);
        Assert.Equal(435, measured.Pairs.Count);
        Assert.Equal(expected.Histogram(400), measured.Pairs.Histogram(400));
    }

    [Fact]
    public void WholeGallery_RandomPeople_HoldsTheNearestOtherOfEach()
    {
        var people = RandomPeople(40);
        var expected = people.Select(a => people.Where(b => b != a).Min(b => FaceEncoding.SquaredDistance(a, b))).Order();
        var own = OwnPopulation.Measure(people).WholeGallery(40, (i, j) => FaceEncoding.SquaredDistance(people[i], people[j]))!;
        Assert.Equal(expected, own.Nearest);
        Assert.Equal(39, own.Comparisons);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public void Measure_OnePersonUnderTwoNames_LeavesThePairOutAndListsIt(int count)
    {
        var people = RandomPeople(count);
        people[3] = [.. people[11]];
        people[3][0] += 0.01f;
        var clean = OwnPopulation.Measure([.. people.Where((_, i) => i != 3)]);
        var measured = OwnPopulation.Measure(people);
        var pair = Assert.Single(measured.Suspicious);
        Assert.Equal((3, 11), (pair.First, pair.Second));
        Assert.Equal(((long)count * (count - 1) / 2) - 1, measured.Pairs.Count);
        Assert.Equal(clean.Tail!.Mean, measured.Tail!.Mean, 0.02);
        var own = measured.WholeGallery(count, (i, j) => FaceEncoding.SquaredDistance(people[i], people[j]))!;
        Assert.All(own.Nearest, d => Assert.True(d >= measured.NearestAllowed));
    }

    [Fact]
    public void Measure_DifferentPeople_IsSeldomSuspicious()
    {
        var listed = Enumerable.Range(0, 50).Sum(seed => OwnPopulation.Measure(RandomPeople(60, seed)).Suspicious.Count);
        Assert.InRange(listed, 0, 4);
    }

    [Fact]
    public void Measure_SameEncodingsTwice_GivesTheSameNumbers()
    {
        var people = RandomPeople(100);
        Assert.Equal(OwnPopulation.Measure(people).Tail, OwnPopulation.Measure(people).Tail);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Measure_TooFewPeople_HasNoTail(int count)
    {
        var measured = OwnPopulation.Measure(RandomPeople(count));
        Assert.Null(measured.Tail);
        Assert.Empty(measured.Suspicious);
    }

    internal static List<float[]> RandomPeople(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var v = Enumerable.Range(0, 128).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
            var norm = MathF.Sqrt(v.Sum(x => x * x));
            return Array.ConvertAll(v, x => x / norm);
        })];
    }
}
