using FaceGrid.Vision.Training.Mining;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Vision.Tests.Training.Runs;

/// <content>Checkpoints and resumed runs.</content>
public sealed partial class EncoderRunTests
{
    [Theory]
    [InlineData(RunOptimizerKind.AdamW, TripletMining.Persistent, 0)]
    [InlineData(RunOptimizerKind.AdamW, TripletMining.Persistent, 7)]
    [InlineData(RunOptimizerKind.AdamW, TripletMining.Random, 11)]
    [InlineData(RunOptimizerKind.Sgd, TripletMining.SemiHard, 0)]
    [InlineData(RunOptimizerKind.Sgd, TripletMining.BatchHard, 6)]
    public void Resume_AfterSomeSteps_EndsInTheSameBits(RunOptimizerKind optimizer, TripletMining mining, int steps)
    {
        var options = Small with { Optimizer = optimizer, Rate = 0.01, Mining = mining };
        using var whole = EncoderRun.Start(options, Inputs);
        byte[] checkpoint;
        using (var first = EncoderRun.Start(options, Inputs))
        {
            Advance(first, steps);
            checkpoint = first.Checkpoint();
        }

        using var second = EncoderRun.Resume(options, checkpoint, Inputs);

        Assert.Equal(checkpoint, second.Checkpoint());
        Advance(whole, options.Steps);
        Advance(second, options.Steps - steps);
        Assert.Equal(whole.Checkpoint(), second.Checkpoint());
        Assert.True(second.IsFinished);
    }

    [Fact]
    public void Resume_OptionPhotosOrTeacherOfAnotherRun_SaysWhatDiffers()
    {
        using var run = EncoderRun.Start(Small, Inputs);
        var checkpoint = run.Checkpoint();

        Assert.Contains("rate 0.002, not 0.5", Refused(() => EncoderRun.Resume(Small with { Rate = 0.5 }, checkpoint, Inputs)));
        Assert.Contains("other photos", Refused(() => EncoderRun.Resume(Small, checkpoint, Inputs with { PhotosHash = "others" })));
        Assert.Contains(
            "the teacher colours@1, not none", Refused(() => EncoderRun.Resume(Small, checkpoint, Inputs with { Teacher = null })));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(-40)]
    [InlineData(-1)]
    public void Resume_OneByteChanged_IsRefused(int at)
    {
        using var run = EncoderRun.Start(Small, Inputs);
        var checkpoint = run.Checkpoint();
        checkpoint[at < 0 ? checkpoint.Length + at : at] ^= 1;

        Assert.Contains("SHA-256", Refused(() => EncoderRun.Resume(Small, checkpoint, Inputs)));
    }

    [Fact]
    public void Checkpoint_ParameterThatIsNoNumber_NeverReplacesAGoodOne()
    {
        var options = Small with
        {
            Losses = [new LossWeight(TrainingLossKind.Distillation, 1e3)],
            Optimizer = RunOptimizerKind.Sgd,
            Rate = 10,
            WeightDecay = 1,
            WarmUp = 0,
            Schedule = RateScheduleKind.Constant,
            Steps = 60,
            HeldOut = 0,
        };
        using var run = EncoderRun.Start(options, Inputs);

        // Decay of ten times a kernel makes it nine times as large at every step, until it overflows.
        var error = Assert.Throws<TrainingDivergedException>(() =>
        {
            while (!run.IsFinished)
            {
                run.Advance();
                _ = run.Checkpoint();
            }
        });
        Assert.Contains("smaller learning rate", error.Message);
    }

    [Fact]
    public void Resume_LogisticHeadAndSoftmax_EndsInTheSameBits()
    {
        var options = Small with { Losses = [new LossWeight(TrainingLossKind.Bce, 1), new LossWeight(TrainingLossKind.Softmax, 0.5)] };
        using var whole = EncoderRun.Start(options, Inputs);
        Advance(whole, 3);
        using var second = EncoderRun.Resume(options, whole.Checkpoint(), Inputs);
        Advance(whole, 9);
        Advance(second, 9);

        Assert.Equal(whole.Checkpoint(), second.Checkpoint());
    }
}
