using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Vision.Tests.Training.Runs;

public sealed class RunBatchesTests
{
    private static readonly FaceInput Plain = new(112, 112, 0, false, 0, 1);

    private static EncoderRunOptions Options { get; } = new()
    {
        Losses = [new LossWeight(TrainingLossKind.Softmax, 1)],
        Batch = 9,
        Steps = 8,
    };

    [Fact]
    public void At_ChosenPhotos_HoldTheirPixelsMirroredOrNot()
    {
        var batches = new RunBatches(Options, new EncoderRunInputs(new NumberedPhotos(3, 3, 3), "x"), [0, 1, 2], Plain);
        var mirrored = 0;
        for (var step = 0; step < 8; step++)
        {
            var batch = batches.At(step);
            Assert.Equal(9, batch.People.Length);
            for (var i = 0; i < 9; i++)
            {
                var row = batch.Pixels.AsSpan(i * 112 * 112 * 3, 112 * 3);
                var (left, right) = (row[..3].ToArray(), row[^3..].ToArray());
                var marked = left.Any(v => v != 0) ? left : right;
                mirrored += right.Any(v => v != 0) ? 1 : 0;
                Assert.Equal(batch.People[i], (long)marked[0]);
                Assert.Equal(batch.Photos[i], (long)((marked[0] * 3) + marked[1]));
            }
        }

        // Photo 0 of person 0 is black either way; of the other 64 about half are mirrored.
        Assert.InRange(mirrored, 16, 48);
    }

    [Fact]
    public void At_WithoutMirror_NoPhotoIsMirrored()
    {
        var batches = new RunBatches(
            Options with { Mirror = false }, new EncoderRunInputs(new NumberedPhotos(3, 3, 3), "x"), [0, 1, 2], Plain);

        var batch = batches.At(0);

        Assert.All(Enumerable.Range(0, 9), i => Assert.Equal(0, batch.Pixels[(i * 112 * 112 * 3) + (111 * 3)]));
    }

    [Fact]
    public void At_SameSeedInAnyOrder_GivesTheSameBatches()
    {
        var (first, again) = (Batches(), Batches());

        foreach (var step in new[] { 0, 1, 2, 5, 3, 0 })
        {
            var (a, b) = (first.At(step), again.At(step));
            Assert.Equal(a.People, b.People);
            Assert.Equal(a.Pixels, b.Pixels);
        }

        Assert.Equal(Batches().At(2).Pixels, first.At(2).Pixels);

        static RunBatches Batches() =>
            new(Options with { Batch = 3 }, new EncoderRunInputs(new NumberedPhotos(5, 5), "x"), [0, 1], Plain);
    }

    [Fact]
    public void At_Regression_HoldsTheTargetsOfEachPhotosPerson()
    {
        var inputs = new EncoderRunInputs(new NumberedPhotos(3, 3), "x", PersonTargets: [[1, 2], [3, 4]]);
        var options = Options with { Losses = [new LossWeight(TrainingLossKind.Regression, 1)], Batch = 6 };

        var batch = new RunBatches(options, inputs, [0, 1], Plain).At(0);

        Assert.Equal(12, batch.Targets!.Length);
        Assert.All(
            Enumerable.Range(0, 6),
            i => Assert.Equal(batch.People[i] == 0 ? [1f, 2f] : [3f, 4f], batch.Targets[(2 * i)..((2 * i) + 2)]));
    }
}
