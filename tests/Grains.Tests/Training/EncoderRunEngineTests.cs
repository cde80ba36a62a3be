using FaceGrid.Grains.Training.Engines;
using FaceGrid.Vision;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Training;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Grains.Tests.Training;

public sealed class EncoderRunEngineTests
{
    private static readonly EncoderRunOptions Tiny = new() { Input = 28, Width = 0.5, People = 2, Photos = 2, Steps = 3, HeldOut = 0, WarmUp = 0 };

    [Fact]
    public void Start_TooLittleMemory_IsRefusedAndARunThatGoesOnIsNot()
    {
        var available = 16L << 30;
        var asked = 0;
        var engine = new EncoderRunEngine(
            _ => new EncoderRunPhotos(new GeneratedPhotos(1, people: 3, photos: 3, [Difficulty.Studio]), "hash", "made-up people"),
            cache: null,
            "cpu",
            threads: 1,
            () =>
            {
                asked++;
                return available;
            });
        var configuration = engine.Check(new EncoderRunConfiguration(Tiny, EncoderRunConfiguration.DefaultEncoder, Teacher: null, From: null).ToJson(), "folder").Configuration;
        byte[] checkpoint;
        using (var session = engine.Start(configuration, "folder"))
        {
            session.Advance();
            checkpoint = session.Checkpoint();
        }

        available = 1 << 20;
        Assert.Contains("GiB are there", Assert.Throws<BadInputException>(() => engine.Start(configuration, "folder")).Message, StringComparison.Ordinal);
        Assert.Equal(2, asked);

        // Whoever's neighbours took the memory meanwhile must not lose the checkpoint as an unusable one.
        using var resumed = engine.Resume(configuration, "folder", checkpoint);
        Assert.Equal(1, resumed.StepsDone);
    }
}
