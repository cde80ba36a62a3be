using FaceGrid.Vision.Training;

namespace FaceGrid.Vision.Tests.Training;

public sealed class SamplerTests
{
    [Fact]
    public void ShuffledNext_OneRound_GivesEveryPhotoOnce()
    {
        var sampler = new ShuffledSampler(new NumberedPhotos(3, 1, 4), batchSize: 2, seed: 1);

        for (var round = 0; round < 3; round++)
        {
            var seen = Enumerable.Range(0, 4).SelectMany(_ => sampler.Next()).ToArray();
            Assert.Equal(8, seen.Distinct().Count());
            Assert.All(seen, p => Assert.InRange(p.Photo, 0, new[] { 3, 1, 4 }[p.Person] - 1));
        }
    }

    [Fact]
    public void ShuffledNext_SameSeed_GivesTheSameSequence()
    {
        IBatchSampler first = new ShuffledSampler(new NumberedPhotos(9, 9), 4, seed: 5);
        IBatchSampler again = new ShuffledSampler(new NumberedPhotos(9, 9), 4, seed: 5);

        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal(first.Next(), again.Next()));
    }

    [Fact]
    public void PeopleNext_PeopleWithOnePhotoOrFew_AreLeftOutOrRepeated()
    {
        var sampler = new PeopleSampler(new NumberedPhotos(5, 1, 2, 7), people: 3, photosOfEach: 4, seed: 1);

        for (var round = 0; round < 20; round++)
        {
            var batch = sampler.Next();
            Assert.Equal(12, batch.Count);
            Assert.Equal([0, 2, 3], batch.Select(p => p.Person).Distinct().Order());
            Assert.All(batch.GroupBy(p => p.Person), g => Assert.Equal(Math.Min(4, new[] { 5, 1, 2, 7 }[g.Key]), g.Distinct().Count()));
        }
    }

    [Fact]
    public void Constructors_TooFewPhotosOrPeople_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new ShuffledSampler(new NumberedPhotos(2, 1), 4, seed: 1));
        Assert.Throws<ArgumentException>(() => new PeopleSampler(new NumberedPhotos(5, 1, 1), people: 2, photosOfEach: 2, seed: 1));
    }
}
