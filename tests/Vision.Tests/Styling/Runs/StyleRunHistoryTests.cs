using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Styling.Runs;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling.Runs;

public sealed class StyleRunHistoryTests
{
    /// <summary>
    /// A resumed run has the pairs of L-BFGS's history in other rows than one that never stopped, and 33 x 22 x 3 values are no multiple of
    /// a vector: if rows began differently aligned, dot products would differ in the last bit.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Resume_AfterEveryStepWithHistoryThatHasTurnedOver_ContinuesWithTheSameBits(bool strongWolfe)
    {
        var settings = TestStyle.Settings with
        {
            Optimizer = new OptimizerSettings { Kind = StyleOptimizer.LBfgs, LearningRate = 1, History = 3, StrongWolfe = strongWolfe },
            Pyramid = [new(33, 16)],
        };
        var stage = new StyleStage("test-network", ScalarType.Float32, CPU, scene => new NearObjective(scene));
        using var whole = StyleRun.Start(settings, TestStyle.Images, stage);
        var part = StyleRun.Start(settings, TestStyle.Images, stage);
        while (!whole.IsFinished)
        {
            whole.Advance();
            part.Advance();
            var checkpoint = part.Checkpoint();
            Assert.True(whole.Checkpoint().AsSpan().SequenceEqual(checkpoint), $"step {whole.StepsDone}");
            part.Dispose();
            part = StyleRun.Resume(checkpoint, settings, TestStyle.Images, stage);
        }

        part.Dispose();
    }
}
