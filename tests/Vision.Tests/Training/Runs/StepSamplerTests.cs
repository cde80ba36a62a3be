using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Vision.Tests.Training.Runs;

public sealed class StepSamplerTests
{
    private static readonly NumberedPhotos Photos = new(4, 1, 7, 2, 3, 5, 1);

    [Fact]
    public void Shuffled_ARound_ShowsEveryPhotoOnceAndTheNextInAnotherOrder()
    {
        var sampler = new ShuffledSteps(Photos, [0, 2, 3, 5], 6, seed: 3);

        var first = Enumerable.Range(0, 3).SelectMany(sampler.At).ToArray();
        var second = Enumerable.Range(3, 3).SelectMany(sampler.At).ToArray();

        Assert.Equal(18, first.Distinct().Count());
        Assert.Equal(first.ToHashSet(), second.ToHashSet());
        Assert.NotEqual(first, second);
        Assert.DoesNotContain(first, p => p.Person is 1 or 4 or 6);
    }

    [Fact]
    public void Shuffled_StepsAskedInAnyOrder_AreTheSame()
    {
        var (a, b) = (new ShuffledSteps(Photos, [0, 2, 5], 3, 3), new ShuffledSteps(Photos, [0, 2, 5], 3, 3));
        var steps = Enumerable.Range(0, 20).ToArray();
        var forward = steps.Select(a.At).ToArray();

        Assert.Equal(forward.Reverse(), steps.Reverse().Select(b.At));
        Assert.NotEqual(forward[0], new ShuffledSteps(Photos, [0, 2, 5], 3, 4).At(0));
    }

    [Fact]
    public void People_ABatch_HasPTimesKWithoutRepeatsWhereThereAreEnough()
    {
        var sampler = new PeopleSteps(Photos, [0, 1, 2, 3, 5, 6], 2, 3, seed: 3);

        for (var step = 0; step < 10; step++)
        {
            var people = sampler.At(step).GroupBy(p => p.Person).ToArray();
            Assert.Equal(2, people.Length);
            Assert.All(people, p => Assert.Equal(3, p.Count()));
            Assert.All(people, p => Assert.Equal(Math.Min(3, Photos.PhotosOf(p.Key)), p.Distinct().Count()));
        }

        Assert.Equal([0, 2, 3, 5], Enumerable.Range(0, 2).SelectMany(sampler.At).Select(p => p.Person).Distinct().Order());
        var again = new PeopleSteps(Photos, [0, 1, 2, 3, 5, 6], 2, 3, seed: 3);
        Assert.Equal(sampler.At(7), again.At(7));
    }

    [Fact]
    public void Sampler_TooFew_Throws()
    {
        Assert.Throws<ArgumentException>(() => new ShuffledSteps(Photos, [1, 3], 4, 0));
        Assert.Throws<ArgumentException>(() => new PeopleSteps(Photos, [0, 1, 6], 2, 2, 0));
    }

    [Fact]
    public void Split_TakesPeopleWithPairsAndLeavesTheRest()
    {
        var split = PeopleSplit.Of(Photos, 0.4, seed: 1);

        Assert.Equal(2, split.HeldOut.Count);
        Assert.All(split.HeldOut, p => Assert.True(Photos.PhotosOf(p) >= 2));
        Assert.Equal(Enumerable.Range(0, 7), split.HeldOut.Concat(split.Training).Order());
        Assert.Empty(PeopleSplit.Of(new NumberedPhotos(2, 2, 2), 0.5, 1).HeldOut);
    }

    [Fact]
    public void Blends_AreMeansOfTwoTrainingPeopleAlone()
    {
        var people = new DrawnPeople(2, 2, 2, 2);
        var blends = new BlendedPhotos(people, [1, 3], 20, seed: 5);

        Assert.Equal(24, blends.People);
        Assert.Equal(people.Photo(2, 1).Pixels, blends.Photo(2, 1).Pixels);
        var possible = (
            from a in Enumerable.Range(0, 2) from b in Enumerable.Range(0, 2) select (
                people.Photo(1, a).Pixels, people.Photo(3, b).Pixels)).ToArray();
        for (var i = 4; i < 24; i++)
        {
            var blend = blends.Photo(i, 0).Pixels;
            Assert.Contains(possible, p => p.Item1.Zip(p.Item2, (a, b) => (byte)((a + b + 1) / 2)).SequenceEqual(blend));
        }
    }
}
