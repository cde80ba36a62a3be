using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Styling.Runs;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling.Runs;

/// <summary>Runs with a cost that needs no network: how far the image is from its content, and its average from the style's.</summary>
public sealed partial class StyleRunTests
{
    public static TheoryData<string> Optimisers => ["descent", "adam", "lbfgs", "wolfe"];

    private static StyleStage Stage { get; } = new("test-network", ScalarType.Float32, CPU, scene => new NearObjective(scene));

    [Theory]
    [MemberData(nameof(Optimisers))]
    public void Resume_AfterEveryStepOfAPyramid_ContinuesWithTheSameBits(string optimiser)
    {
        var settings = Settings(optimiser);
        var (whole, wholeProgress) = (new List<byte[]>(), new List<StyleProgress>());
        using (var run = StyleRun.Start(settings, TestStyle.Images, Stage))
        {
            while (!run.IsFinished)
            {
                wholeProgress.Add(run.Advance());
                whole.Add(run.Checkpoint());
            }
        }

        var (parts, partsProgress) = (new List<byte[]>(), new List<StyleProgress>());
        var part = StyleRun.Start(settings, TestStyle.Images, Stage);
        while (!part.IsFinished)
        {
            var checkpoint = part.Checkpoint();
            part.Dispose();
            part = StyleRun.Resume(checkpoint, settings, TestStyle.Images, Stage);
            Assert.Equal(checkpoint, part.Checkpoint());
            partsProgress.Add(part.Advance());
            parts.Add(part.Checkpoint());
        }

        Assert.Equal(whole, parts);
        Assert.Equal(wholeProgress.Select(Text), partsProgress.Select(Text));
        Assert.Equal(12, wholeProgress.Count);
        Assert.Equal([(32, 21), (48, 32)], wholeProgress.Select(p => (p.Width, p.Height)).Distinct());
        Assert.True(wholeProgress[^1].Losses.Total < wholeProgress[6].Losses.Total);
        Assert.True(wholeProgress[5].Losses.Total < wholeProgress[0].Losses.Total);
        Assert.NotNull(part.FinalLosses);
        part.Dispose();
    }

    [Fact]
    public void Resume_OfOtherSettingsImagesOrNetwork_Refused()
    {
        using var run = StyleRun.Start(TestStyle.Settings, TestStyle.Images, Stage);
        run.Advance();
        var checkpoint = run.Checkpoint();
        var otherImages = TestStyle.Images with { Styles = [TestStyle.Waves(50, 50, 12)] };

        AssertRefused("other settings", () => StyleRun.Resume(checkpoint, TestStyle.Settings with { Seed = 8 }, TestStyle.Images, Stage));
        AssertRefused("other images", () => StyleRun.Resume(checkpoint, TestStyle.Settings, otherImages, Stage));
        AssertRefused(
            "test-network, not other",
            () => StyleRun.Resume(checkpoint, TestStyle.Settings, TestStyle.Images, Stage with { Version = "other" }));
        checkpoint[^40] ^= 1;
        AssertRefused("damaged", () => StyleRun.Resume(checkpoint, TestStyle.Settings, TestStyle.Images, Stage));

        static void AssertRefused(string reason, Func<StyleRun> resume) =>
            Assert.Contains(reason, Assert.Throws<BadInputException>(resume).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Advance_CostStopsBeingANumber_LeavesTheLastGoodImage()
    {
        // The fourth evaluation fails: the image after step 2 was the last with a finite cost.
        var expected = Images(TestStyle.Settings, 2)[^1];
        using var run = StyleRun.Start(
            TestStyle.Settings, TestStyle.Images, Stage with { Objective = s => new NearObjective(s) { FailsAt = 4 } });
        for (var i = 0; i < 3; i++)
        {
            run.Advance();
        }

        var error = Assert.Throws<StyleDivergedException>(() => run.Advance());

        Assert.Equal(2, error.LastGoodStep);
        Assert.Equal(expected, run.Image().Pixels);
        Assert.Throws<InvalidOperationException>(() => run.Advance());
        Assert.Throws<InvalidOperationException>(() => run.Checkpoint());
    }

    [Fact]
    public void Advance_LastImageHasNoCost_LeavesTheOneBefore()
    {
        var settings = TestStyle.Settings with { Pyramid = [new(32, 3)] };
        var expected = Images(settings, 2)[^1];
        using var run = StyleRun.Start(settings, TestStyle.Images, Stage with { Objective = s => new NearObjective(s) { FailsAt = 4 } });
        run.Advance();
        run.Advance();

        Assert.Equal(2, Assert.Throws<StyleDivergedException>(() => run.Advance()).LastGoodStep);
        Assert.Equal(expected, run.Image().Pixels);
    }

    [Fact]
    public void Image_LuminanceKept_HasTheContentsChroma()
    {
        var settings = TestStyle.Settings with
        {
            Colours = ColourKeeping.Luminance,
            Pyramid = [new(60, 3)],
            Start = new StartSettings { Kind = StyleStart.Noise, NoiseAmplitude = 10 },
        };
        using var run = StyleRun.Start(settings, TestStyle.Images, Stage);
        run.Advance();
        var (image, content) = (run.Image(), TestStyle.Images.Content);
        for (var i = 0; i < image.Pixels.Length; i += 3)
        {
            var (r, g, b) = (image.Pixels[i], image.Pixels[i + 1], image.Pixels[i + 2]);
            if (Math.Min(r, Math.Min(g, b)) > 0 && Math.Max(r, Math.Max(g, b)) < 255)
            {
                Assert.InRange(r - b, content.Pixels[i] - content.Pixels[i + 2] - 1, content.Pixels[i] - content.Pixels[i + 2] + 1);
            }
        }
    }

    [Fact]
    public void Fork_FromACheckpoint_BeginsWithItsImage()
    {
        using var run = StyleRun.Start(TestStyle.Settings, TestStyle.Images, Stage);
        for (var i = 0; i < 8; i++)
        {
            run.Advance();
        }

        var other = TestStyle.Settings with { Pyramid = [new(48, 4)], Loss = TestStyle.Settings.Loss with { StyleWeight = 1 } };
        using var fork = StyleRun.Fork(run.Checkpoint(), other, TestStyle.Images, Stage);

        Assert.Equal(run.Image().Pixels, fork.Image().Pixels);
        Assert.Equal((0, 4), (fork.StepsDone, fork.StepsTotal));
        Assert.Equal(8, StyleRun.Describe(run.Checkpoint()).StepsDone);
    }

    private static StyleSettings Settings(string optimiser) => TestStyle.Settings with
    {
        Optimizer = optimiser switch
        {
            "descent" => new OptimizerSettings { Kind = StyleOptimizer.GradientDescent, LearningRate = 200 },
            "adam" => TestStyle.Adam,
            "lbfgs" => new OptimizerSettings { Kind = StyleOptimizer.LBfgs, LearningRate = 1, History = 3 },
            _ => new OptimizerSettings { Kind = StyleOptimizer.LBfgs, LearningRate = 1, History = 3, StrongWolfe = true },
        },
    };

    private static List<byte[]> Images(StyleSettings settings, int steps)
    {
        var images = new List<byte[]>();
        using var run = StyleRun.Start(settings, TestStyle.Images, Stage);
        for (var i = 0; i < steps; i++)
        {
            run.Advance();
            images.Add(run.Image().Pixels);
        }

        return images;
    }

    private static string Text(StyleProgress p) =>
        FormattableString.Invariant($"{p.Step}/{p.Steps} {p.Width}x{p.Height} {string.Join(' ', p.Losses.ToArray())}");
}
