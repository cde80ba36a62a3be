using FaceGrid.Vision.Training.Data;
using FaceGrid.Vision.Training.Mining;

namespace FaceGrid.Vision.Tests.Training.Mining;

public sealed class PendingTripletsTests
{
    private static readonly PhotoNumbers Numbers = new(new NumberedPhotos(5, 0, 4, 6));

    [Fact]
    public void PhotoNumbers_EveryPhoto_ComesBack()
    {
        PhotoReference[] all = [
            .. new[] { (0, 5), (2, 4), (3, 6) }.SelectMany(p => Enumerable.Range(0, p.Item2).Select(i => new PhotoReference(p.Item1, i)))
        ];

        Assert.Equal(15, Numbers.Count);
        Assert.Equal(Enumerable.Range(0, 15).Select(i => (long)i), all.Select(Numbers.Of));
        Assert.Equal(all, Enumerable.Range(0, 15).Select(i => Numbers.At(i)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers.At(15));
    }

    [Fact]
    public void Include_PeopleDrawnTogether_BringsTheTripletsPhotos()
    {
        var batch = Batch((0, [0, 1, 2]), (2, [0, 1, 2]));
        var triplet = new PhotoTriplet(Number(0, 4), Number(0, 1), Number(2, 3));
        var elsewhere = new PhotoTriplet(Number(3, 0), Number(3, 1), Number(0, 3));

        var met = PendingTriplets.Include(batch, 3, [elsewhere, triplet], Numbers);

        Assert.Equal(Batch((0, [1, 4, 0]), (2, [3, 0, 1])), met);
    }

    [Fact]
    public void Include_NoRoomForAll_TakesTheLongestWaitingWhole()
    {
        var batch = Batch((0, [0, 1]), (3, [0, 1]));
        var first = new PhotoTriplet(Number(0, 3), Number(0, 2), Number(3, 5));
        var second = new PhotoTriplet(Number(0, 4), Number(0, 2), Number(3, 4));

        Assert.Equal(Batch((0, [2, 3]), (3, [5, 0])), PendingTriplets.Include(batch, 2, [first, second], Numbers));
    }

    [Fact]
    public void Include_NothingPendingOrPhotosRepeated_KeepsTheBatchFull()
    {
        var batch = Batch((0, [1, 0, 1, 0]), (2, [0, 1, 2, 3]));

        Assert.Equal(batch, PendingTriplets.Include(batch, 4, [], Numbers));
        var met = PendingTriplets.Include(batch, 4, [new PhotoTriplet(Number(0, 0), Number(0, 1), Number(2, 0))], Numbers);
        Assert.Equal(8, met.Count);
        Assert.Equal([0, 0, 0, 0, 2, 2, 2, 2], met.Select(m => m.Person));
    }

    [Fact]
    public void Include_WithTheMiner_FeedsThePendingTripletAgain()
    {
        var miner = new PersistentMiner(new PersistentMinerOptions { Margin = 0.5, Remembered = 64 });
        miner.Mine(RandomBatch.OnALine(0, 0.1, 0.2), [0, 0, 2], [Number(0, 4), Number(0, 1), Number(2, 3)], step: 0);

        var met = PendingTriplets.Include(Batch((0, [0, 2]), (2, [0, 1])), 2, miner.Suggest(8), Numbers);
        var fed = miner.Mine(
            RandomBatch.OnALine(0, 0.1, 0.2, 9), [.. met.Select(m => (long)m.Person)], [.. met.Select(Numbers.Of)], step: 1);

        Assert.Equal([(1, 0, 2), (0, 1, 2)], MinerTests.Of(fed).Take(2));
    }

    private static long Number(int person, int photo) => Numbers.Of(new PhotoReference(person, photo));

    private static List<PhotoReference> Batch(params (int Person, int[] Photos)[] people) =>
        [.. people.SelectMany(p => p.Photos.Select(photo => new PhotoReference(p.Person, photo)))];
}
