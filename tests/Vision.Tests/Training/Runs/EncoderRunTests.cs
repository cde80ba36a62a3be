using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Training.Augmentation;
using FaceGrid.Vision.Training.Mining;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Tests.Training.Runs;

public sealed partial class EncoderRunTests : IDisposable
{
    private static readonly DrawnPeople People = new([.. Enumerable.Repeat(6, 12)]);
    private static readonly TeacherEncodings Teacher = TeacherEncodings.Compute(People, new ColourTeacher(), null, CancellationToken.None);

    private readonly TemporaryFolder _folder = new();

    private static EncoderRunOptions Small { get; } = new()
    {
        Input = 28, Width = 0.125, Batch = 16, People = 4, Photos = 4, Steps = 12, WarmUp = 2, HeldOut = 0.25, ValidateEvery = 5,
        Augmentation = new AugmentationOptions(),
        Losses =
        [
            new LossWeight(TrainingLossKind.Distillation, 1), new LossWeight(TrainingLossKind.TripletL2, 0.5), new LossWeight(
                TrainingLossKind.CosineMargin, 0.1),
        ],
    };

    private static EncoderRunInputs Inputs { get; } = new(People, "photos", Teacher);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Advance_Distillation_ComesNearerToTheTeacherOnPeopleNotTrainedOn()
    {
        var options = Small with
        {
            Losses = [new LossWeight(TrainingLossKind.Distillation, 1)],
            Steps = 60,
            ValidateEvery = 60,
            Rate = 0.01,
            Augmentation = null,
        };
        using var run = EncoderRun.Start(options, Inputs);
        var before = run.Advance().Loss;
        Advance(run, 59);

        Assert.True(run.Steps[^1].Loss < 0.4 * before, $"{before} to {run.Steps[^1].Loss}");
        Assert.True(run.Steps[^1].Agreement > 0.5, $"{run.Steps[^1].Agreement}");
        Assert.Equal(60, run.BestStep);
    }

    [Theory]
    [InlineData(TrainingLossKind.TripletL2)]
    [InlineData(TrainingLossKind.TripletGap)]
    [InlineData(TrainingLossKind.Contrastive)]
    [InlineData(TrainingLossKind.Bce)]
    [InlineData(TrainingLossKind.Softmax)]
    [InlineData(TrainingLossKind.CosineMargin)]
    public void Advance_PeopleWithNames_AreToldApartBetter(TrainingLossKind kind)
    {
        var options = Small with
        {
            Losses = [new LossWeight(kind, 1)],
            Steps = 40,
            ValidateEvery = 40,
            Rate = 0.005,
            Augmentation = null,
            Mining = TripletMining.Random,
        };
        using var run = EncoderRun.Start(options, Inputs with { Teacher = null });
        Advance(run, 40);

        Assert.True(run.Steps.TakeLast(5).Average(s => s.Loss) < 0.7 * run.Steps.Take(5).Average(s => s.Loss));
        Assert.True(double.IsNaN(run.Steps[0].Accuracy) && run.Steps[^1].Accuracy > 0.5);
    }

    [Fact]
    public void Advance_Regression_ExplainsMoreOfTheTargets()
    {
        var options = Small with
        {
            Losses = [new LossWeight(TrainingLossKind.Regression, 1)],
            Steps = 60,
            Rate = 0.005,
            Augmentation = null,
        };
        float[][] targets = [.. Enumerable.Range(0, 12).Select(p => new[] { p % 2 == 0 ? 1f : -1f, p < 6 ? 1f : -1f })];
        using var run = EncoderRun.Start(options, Inputs with { Teacher = null, PersonTargets = targets });
        Advance(run, 60);

        Assert.True(run.Steps.TakeLast(5).Average(s => s.Loss) < 0.7 * run.Steps[0].Loss);
        Assert.Equal(1 - run.Steps[^1].Loss, run.Steps[^1].Right, 1e-5);
        Assert.Contains("--loss regression", Refused(() => EncoderRun.Start(options, Inputs)));
        Assert.Contains("cannot be mixed", Refused(() => EncoderRun.Start(
            options with { Losses = [.. options.Losses, new LossWeight(TrainingLossKind.Softmax, 1)] }, Inputs)));
    }

    [Fact]
    public void Advance_TeacherThatIsNoNumber_StopsWithTheStep()
    {
        var broken = TeacherEncodings.Compute(People, new ColourTeacher(isBroken: true), null, CancellationToken.None);
        using var run = EncoderRun.Start(Small, Inputs with { Teacher = broken });

        Assert.Equal(1, Assert.Throws<TrainingDivergedException>(() => run.Advance()).Step);
        Assert.Throws<InvalidOperationException>(() => run.Advance());
        Assert.Throws<InvalidOperationException>(() => run.Checkpoint());
    }

    [Fact]
    public void Advance_NothingImproves_EndsWhenPatienceDoes()
    {
        // A rate that changes nothing: every validation gives the same figures, of which the latest counts, until one is worse.
        var options = Small with
        {
            Steps = 100,
            ValidateEvery = 1,
            Patience = 3,
            Rate = 0.3,
            Optimizer = RunOptimizerKind.Sgd,
            Schedule = RateScheduleKind.Constant,
            WarmUp = 0,
        };
        using var run = EncoderRun.Start(options, Inputs);
        while (!run.IsFinished)
        {
            run.Advance();
        }

        Assert.True(run.IsOutOfPatience);
        Assert.Equal(run.BestStep + 3, run.StepsDone);
        Assert.True(run.StepsDone < 100);
    }

    [Fact]
    public void SaveEncoder_OpensAsAnEncoderWithTheRunsEncodingsAndAThreshold()
    {
        using var run = EncoderRun.Start(Small with { HeldOut = 0.4, ValidateEvery = Small.Steps }, Inputs);
        Advance(run, Small.Steps);
        Assert.Equal(run.StepsDone, run.BestStep);
        var face = People.Photo(3, 1);

        var saved = run.SaveEncoder(_folder.File("own.safetensors"), "own", "drawn people");

        using var encoder = FaceEncoder.Load(saved.Path);
        Assert.StartsWith("own@", encoder.ModelVersion);
        Assert.Equal("drawn people", encoder.Model.Metadata["training_data"]);
        Assert.Equal("colours@1", encoder.Model.Metadata["teacher"]);
        Assert.Equal(saved.OpenSet!.Threshold, encoder.Model.Threshold, 1e-4);
        Assert.Equal(saved.HeldOut!.Threshold, encoder.Model.VerificationThreshold, 1e-4);
        var (own, loaded) = (run.Encode([face])[0], encoder.Encode([face])[0]);
        Assert.True(FaceEncoding.SquaredDistance(own, loaded) < 1e-8, "the loaded encoder gives other encodings");
    }

    [Fact]
    public void Freeze_FirstStages_KeepsEveryBitOfThem()
    {
        using (var first = EncoderRun.Start(Small, Inputs))
        {
            Advance(first, 3);
            first.SaveEncoder(_folder.File("first.safetensors"), "first", "");
        }

        using var run = EncoderRun.Start(Small with { Freeze = 3, HeldOut = 0 }, Inputs with { From = _folder.File("first.safetensors") });
        Advance(run, 4);
        run.SaveEncoder(_folder.File("second.safetensors"), "second", "");

        using var a = SafeTensorsFile.Open(_folder.File("first.safetensors"));
        using var b = SafeTensorsFile.Open(_folder.File("second.safetensors"));
        var same = a.Tensors.Select(t => (t.Name, Same: a.ReadBytes(t.Name).SequenceEqual(b.ReadBytes(t.Name))))
            .ToDictionary(t => t.Name, t => t.Same);
        Assert.True(same["conv1.conv.weight"] && same["conv1.bn.running_mean"] && same["dw_conv1.conv.weight"]);
        Assert.False(same["linear1.conv.weight"] || same["linear1.bn.running_mean"]);
    }

    [Fact]
    public void Freeze_RandomWeights_IsRefused() =>
        Assert.Contains("--from", Refused(() => EncoderRun.Start(Small with { Freeze = 1 }, Inputs)));

    [Fact]
    public void Start_PhotosThatCannotServe_SaysWhy()
    {
        var triplets = Small with { Losses = [new LossWeight(TrainingLossKind.TripletL2, 1)] };
        Assert.Contains("one person only", Refused(() => EncoderRun.Start(triplets, new EncoderRunInputs(new DrawnPeople(5), "x"))));
        Assert.Contains("no positive pair", Refused(() => EncoderRun.Start(triplets, new EncoderRunInputs(new DrawnPeople(1, 1, 1), "x"))));
        Assert.Contains(
            "3 people to train on",
            Refused(() => EncoderRun.Start(triplets with { HeldOut = 0 }, new EncoderRunInputs(new DrawnPeople(2, 2, 2), "x"))));
        var distilled = Small with { Losses = [new LossWeight(TrainingLossKind.Distillation, 1)] };
        Assert.Contains("--teacher", Refused(() => EncoderRun.Start(distilled, new EncoderRunInputs(People, "x"))));
        Assert.Contains(
            "batches of 16", Refused(() => EncoderRun.Start(distilled, new EncoderRunInputs(new DrawnPeople(2, 2), "x", Teacher))));
    }

    private static string Refused(Func<EncoderRun> start) => Assert.Throws<BadInputException>(() => start().Dispose()).Message;

    private static void Advance(EncoderRun run, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            run.Advance();
        }
    }
}
