using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Tests.Training.Preparation;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Vision.Tests.Training.Runs;

[Collection(ThreadCountCollection.Name)]
public sealed class EncoderRunThreadsTests
{
    private static readonly DrawnPeople People = new([.. Enumerable.Repeat(6, 12)]);

    private static EncoderRunOptions Options { get; } = new()
    {
        Input = 28, Width = 0.125, Batch = 16, People = 4, Photos = 4, Steps = 12, WarmUp = 2, HeldOut = 0.25, ValidateEvery = 5,
        Losses = [new LossWeight(TrainingLossKind.Distillation, 1), new LossWeight(TrainingLossKind.TripletL2, 0.5)],
    };

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void Resume_WhereAnotherNumberOfThreadsIsInForce_EndsInTheSameBits(int begun, int resumedWith)
    {
        using var folder = new TemporaryFolder();
        var (expected, file) = (folder.File("expected.safetensors"), folder.File("resumed.safetensors"));
        var inputs = new EncoderRunInputs(
            People, "photos", TeacherEncodings.Compute(People, new ColourTeacher(), null, CancellationToken.None));
        byte[] checkpoint, end;
        using (ComputeThreads.Use(begun))
        {
            using var whole = EncoderRun.Start(Options, inputs);
            Advance(whole, 3);
            checkpoint = whole.Checkpoint();
            Advance(whole, Options.Steps - 3);
            end = whole.Checkpoint();
            whole.SaveEncoder(expected, "tiny", "drawn people");
        }

        using var threads = ComputeThreads.Use(resumedWith);
        using var second = EncoderRun.Resume(Options, checkpoint, inputs);
        Advance(second, Options.Steps - 3);
        second.SaveEncoder(file, "tiny", "drawn people");

        Assert.Equal(end, second.Checkpoint());
        Assert.Equal(File.ReadAllBytes(expected), File.ReadAllBytes(file));
        Assert.Equal((begun, resumedWith), (second.Threads, ComputeThreads.Current));
    }

    private static void Advance(EncoderRun run, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            run.Advance();
        }
    }
}
