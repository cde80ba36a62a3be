using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Vision.Tests.Training.Runs;

/// <summary>Runs whose teacher processes each batch within its step.</summary>
public sealed class HintTests : IDisposable
{
    private static readonly DrawnPeople People = new([.. Enumerable.Repeat(6, 12)]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static EncoderRunOptions Small { get; } = new()
    {
        Input = 28, Width = 0.125, LearnSlopes = true, Batch = 16, Steps = 12, WarmUp = 2, HeldOut = 0.25, ValidateEvery = 6, Rate = 0.005,
        Hints = 5, ForcedSteps = 6, Seed = 2,
        Losses = [new LossWeight(TrainingLossKind.Distillation, 1)],
    };

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void Resume_BeforeAndAfterTheForcedSteps_EndsInTheSameBits(int steps)
    {
        var inputs = Inputs(Teacher());
        using var whole = EncoderRun.Start(Small, inputs);
        Advance(whole, steps);
        using var second = EncoderRun.Resume(Small, whole.Checkpoint(), inputs);
        Advance(whole, Small.Steps - steps);
        Advance(second, Small.Steps - steps);

        Assert.Equal(whole.Checkpoint(), second.Checkpoint());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(120)]
    public void Advance_HintsOfATeacher_ComesNearerToItsMapsAndEncodings(int forced)
    {
        var options = Small with { Steps = 240, Rate = 0.02, ForcedSteps = forced, ValidateEvery = 240 };
        using var run = EncoderRun.Start(options, Inputs(Teacher()));
        Advance(run, 240);

        Assert.True(run.Steps[forced == 0 ? ^1 : ^41].Hints < 0.5 * run.Steps[0].Hints, $"{run.Steps[0].Hints} to {run.Steps[^1].Hints}");
        Assert.True(
            run.Steps[^1].Distillation < 0.5 * run.Steps[0].Distillation, $"{run.Steps[0].Distillation} to {run.Steps[^1].Distillation}");
        Assert.True(run.Steps[^1].Agreement > 0.2, $"{run.Steps[^1].Agreement}");
    }

    /// <summary>
    /// Stages that are given the teacher's maps learn without each other: the last one is no better for the others' being good.
    /// </summary>
    [Fact]
    public void Advance_ForcedStep_LeavesNoGradientBetweenStages()
    {
        var file = Teacher();
        using var network = new EncoderNetwork(Small);
        using var teacher = HintTeacher.Open(file, network, TorchSharp.torch.CPU);
        using var scope = TorchSharp.torch.NewDisposeScope();

        // Photos that differ: of equal ones batch normalisation leaves zeros, and every gradient but that of its shift is rounding noise or
        // nothing.
        using var generator = new TorchSharp.torch.Generator(5);
        var pixels = TorchSharp.torch.rand([8, 3, 28, 28], generator: generator);
        var wanted = teacher.Maps(pixels);
        network.UseTrainingMode();

        var maps = network.MapsFrom(pixels, wanted);
        maps[^1].Squared().sum().backward();

        // At 28 pixels an eighth of the side is 3.5: the 14 x 14 maps of the stem have 16 times the positions, of 8 photos it gets 2.
        Assert.Equal([2L, 2, 6, 6, 8, 8, 8, 8], maps.Select(m => m.shape[0]));
        Assert.All(
            network.TrainableParameters(),
            p => Assert.Equal(
                p.Name.StartsWith("linear1", StringComparison.Ordinal), p.Parameter.grad is { } g && g.abs().sum().item<float>() > 0));
    }

    [Fact]
    public void Start_HintsThatCannotBe_SaysWhy()
    {
        var file = Teacher();
        Assert.Contains("width 0.125", Refused(Small with { Width = 0.25 }, Inputs(file)));
        Assert.Contains("28x28", Refused(Small with { Input = 56 }, Inputs(file)));
        Assert.Contains("resnet-18", Refused(Small with { Backbone = "resnet-18" }, Inputs(file)));
        Assert.Contains("weight file is missing", Refused(Small, Inputs(file) with { TeacherFile = null }));
        Assert.Contains(
            "go with distillation", Refused(Small with { Losses = [new LossWeight(TrainingLossKind.Softmax, 1)] }, Inputs(file)));
        Assert.Contains("go with hints", Refused(Small with { Hints = 0 }, Inputs(file)));
    }

    private static string Refused(EncoderRunOptions options, EncoderRunInputs inputs) =>
        Assert.Throws<BadInputException>(() => EncoderRun.Start(options, inputs).Dispose()).Message;

    private static void Advance(EncoderRun run, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            run.Advance();
        }
    }

    private static EncoderRunInputs Inputs(string teacher)
    {
        using var encoder = FaceEncoder.Load(teacher);
        return new EncoderRunInputs(
            People, "photos", TeacherEncodings.Compute(People, encoder, null, CancellationToken.None), TeacherFile: teacher);
    }

    /// <summary>A network of the same size that knows the people a little, from another start.</summary>
    private string Teacher()
    {
        var file = _folder.File("teacher.safetensors");
        using var run = EncoderRun.Start(
            Small with
            {
                Seed = 9,
                Steps = 20,
                HeldOut = 0,
                Hints = 0,
                ForcedSteps = 0,
                Losses = [new LossWeight(TrainingLossKind.Softmax, 1)],
            }, new EncoderRunInputs(People, "photos"));
        Advance(run, 20);
        run.SaveEncoder(file, "teacher", "drawn people");
        return file;
    }
}
