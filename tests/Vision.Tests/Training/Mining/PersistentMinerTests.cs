using FaceGrid.Vision.Training.Mining;

namespace FaceGrid.Vision.Tests.Training.Mining;

public sealed class PersistentMinerTests
{
    private static readonly PersistentMinerOptions Options = new()
    {
        Margin = 0.5,
        Seed = 3,
        RestSteps = 10,
        Remembered = 1024,
        Pending = 64,
    };

    [Fact]
    public void Mine_SatisfiedTriplet_IsNotFedUntilItsRestIsOver()
    {
        var miner = new PersistentMiner(Options);
        var apart = RandomBatch.OnALine(0, 0.1, 5);
        var close = RandomBatch.OnALine(0, 0.1, 0.2);
        long[] people = [0, 0, 1], photos = [4, 5, 6];

        Assert.Equal(0, miner.Mine(apart, people, photos, step: 0).Count);
        Assert.Equal(2, miner.Resting);

        // The network has moved and both are violated now, but they rest.
        Assert.Equal(0, miner.Mine(close, people, photos, step: 9).Count);
        Assert.Equal([(0, 1, 2), (1, 0, 2)], MinerTests.Of(miner.Mine(close, people, photos, step: 10)));
        Assert.Equal((0, 2), (miner.Resting, miner.Pending));
    }

    [Fact]
    public void Mine_ViolatedTriplet_IsFedWheneverItsPhotosMeetUntilItIsSatisfied()
    {
        var miner = new PersistentMiner(Options);
        long[] people = [0, 0, 1], photos = [4, 5, 6];
        miner.Mine(RandomBatch.OnALine(0, 0.1, 0.2), people, photos, step: 0);
        Assert.Equal([new PhotoTriplet(4, 5, 6), new PhotoTriplet(5, 4, 6)], miner.Suggest(5));

        // The same photos elsewhere in a batch with others: fed for certain, whichever negative is drawn.
        var batch = RandomBatch.OnALine(0.2, 9, 0, 9.5, 0.1, 8);
        var fed = MinerTests.Of(miner.Mine(batch, [1, 2, 0, 2, 0, 3], [6, 7, 4, 8, 5, 9], step: 1));
        Assert.Contains((2, 4, 0), fed);
        Assert.Contains((4, 2, 0), fed);

        miner.Mine(RandomBatch.OnALine(0, 0.1, 5), people, photos, step: 2);
        Assert.DoesNotContain(new PhotoTriplet(4, 5, 6), miner.Suggest(64));
    }

    [Fact]
    public void Mine_RandomBatch_FeedsViolatedTripletsOnlyAndOneForEveryPairThatHasAny()
    {
        var batch = new RandomBatch(people: 6, photos: 3, seed: 2);

        var fed = MinerTests.Of(new PersistentMiner(Options).Mine(batch.Distances, batch.People, batch.Photos, step: 0));

        Assert.All(fed, t => Assert.True(batch.Distances[t.A, t.P] + Options.Margin > batch.Distances[t.A, t.N]));
        var expected = from a in Enumerable.Range(0, batch.Count)
                       from p in Enumerable.Range(0, batch.Count)
                       where a != p && batch.People[a] == batch.People[p]
                       where Enumerable.Range(0, batch.Count)
                           .Any(n => batch.People[n] != batch.People[a] && batch.Distances[a, p] + Options.Margin > batch.Distances[a, n])
                       select (a, p);
        Assert.Equal(expected, fed.Select(t => (t.A, t.P)).Order());
    }

    [Fact]
    public void State_Restored_GoesOnBitForBit()
    {
        var straight = new PersistentMiner(Options);
        var resumed = new PersistentMiner(Options);
        for (var step = 0; step < 40; step++)
        {
            var batch = new RandomBatch(people: 5, photos: 3, seed: step % 7);
            var expected = MinerTests.Of(straight.Mine(batch.Distances, batch.People, batch.Photos, step));
            var next = new PersistentMiner(Options);
            next.Restore(resumed.State);
            resumed = next;

            Assert.Equal(expected, MinerTests.Of(resumed.Mine(batch.Distances, batch.People, batch.Photos, step)));
            Assert.Equal(straight.State, resumed.State);
        }

        Assert.NotEqual(0, straight.Resting);
        Assert.NotEqual(0, straight.Pending);
    }

    [Fact]
    public void State_ManyTriplets_StaysWithinItsBounds()
    {
        var miner = new PersistentMiner(Options with { Remembered = 64, Pending = 16 });
        for (var step = 0; step < 30; step++)
        {
            var batch = new RandomBatch(people: 8, photos: 3, seed: step);
            miner.Mine(batch.Distances, batch.People, [.. batch.Photos.Select(p => p + (1000 * step))], step);
        }

        Assert.True(miner.Resting is > 32 and <= 64);
        Assert.Equal(16, miner.Pending);
        Assert.True(miner.State.Length <= 20 + (16 * 8) + (64 * 16));
    }

    [Fact]
    public void Restore_StateOfOtherSettingsOrDamaged_IsRefused()
    {
        var state = new PersistentMiner(Options).State;

        Assert.Throws<ArgumentException>(() => new PersistentMiner(Options with { Remembered = 2048 }).Restore(state));
        Assert.Throws<ArgumentException>(() => new PersistentMiner(Options).Restore(state.AsSpan(0, state.Length - 1)));
        Assert.Throws<ArgumentException>(() => new RandomMiner(1).Restore(state));
    }

    [Fact]
    public void Mine_PhotosWithoutNumbers_IsRefused()
    {
        var miner = new PersistentMiner(Options);

        Assert.Throws<ArgumentException>(() => miner.Mine(RandomBatch.OnALine(0, 1, 2), [0, 0, 1], [], step: 0));
        Assert.Throws<ArgumentException>(
            () => miner.Mine(RandomBatch.OnALine(0, 1, 2), [0, 0, 1], [0, 1, PhotoTriplet.MostPhotos], step: 0));
    }

    [Fact]
    public void PhotoTripletKey_LargestNumbers_ComesBack()
    {
        var triplet = new PhotoTriplet(PhotoTriplet.MostPhotos - 1, 0, PhotoTriplet.MostPhotos - 2);

        Assert.Equal(triplet, PhotoTriplet.Of(triplet.Key));
    }
}
