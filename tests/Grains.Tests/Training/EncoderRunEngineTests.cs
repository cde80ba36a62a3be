using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Training.Engines;
using FaceGrid.Vision;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Training.Data;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Grains.Tests.Training;

public sealed class EncoderRunEngineTests
{
    private static readonly EncoderRunOptions Tiny =
        new() { Input = 28, Width = 0.5, People = 2, Photos = 2, Steps = 3, HeldOut = 0, WarmUp = 0 };

    [Fact]
    public void Start_TooLittleMemory_IsRefusedAndAResumedRunIsNot()
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
        var configuration = new EncoderRunConfiguration(Tiny, EncoderRunConfiguration.DefaultEncoder, Teacher: null, From: null);
        var inputs = new JobInputs(configuration.ToJson(), [], "folder");
        inputs = inputs with { Settings = engine.Check(inputs).Settings };
        byte[] checkpoint;
        using (var session = engine.Start(inputs))
        {
            session.Advance();
            checkpoint = session.Checkpoint();
        }

        available = 1 << 20;
        var refusal = Assert.Throws<BadInputException>(() => engine.Start(inputs));
        Assert.Contains("GiB are available", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, asked);

        // A resumed run must not treat its checkpoint as unusable because other programs took the memory meanwhile.
        using var resumed = engine.Resume(inputs, checkpoint);
        Assert.Equal(1, resumed.StepsDone);
    }
}
