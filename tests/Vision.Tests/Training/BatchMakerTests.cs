using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training;

namespace FaceGrid.Vision.Tests.Training;

public sealed class BatchMakerTests
{
    private static readonly FaceInput Plain = new(112, 112, 0, false, 0, 1);

    [Fact]
    public void Next_ChosenPhotos_HoldTheirPixelsMirroredOrNot()
    {
        var maker = new BatchMaker(new NumberedPhotos(3, 3, 3), new ShuffledSampler(new NumberedPhotos(3, 3, 3), 9, seed: 1), Plain, seed: 2);
        var mirrored = 0;
        for (var round = 0; round < 8; round++)
        {
            var batch = maker.Next();
            Assert.Equal(9, batch.People.Length);
            for (var i = 0; i < 9; i++)
            {
                var row = batch.Pixels.AsSpan(i * 112 * 112 * 3, 112 * 3);
                var (left, right) = (row[..3].ToArray(), row[^3..].ToArray());
                var marked = left.Any(v => v != 0) ? left : right;
                mirrored += right.Any(v => v != 0) ? 1 : 0;
                Assert.Equal(batch.People[i], (long)marked[0]);
            }
        }

        // Person 0 photo 0 is black either way; of the other 64 about half are mirrored.
        Assert.InRange(mirrored, 16, 48);
    }

    [Fact]
    public void Next_SameSeeds_GiveTheSameBatches()
    {
        BatchMaker Maker() => new(new NumberedPhotos(5, 5), new ShuffledSampler(new NumberedPhotos(5, 5), 3, seed: 1), Plain, seed: 2);
        var (first, again) = (Maker(), Maker());

        for (var i = 0; i < 6; i++)
        {
            var (a, b) = (first.Next(), again.Next());
            Assert.Equal(a.People, b.People);
            Assert.Equal(a.Pixels, b.Pixels);
        }
    }
}
