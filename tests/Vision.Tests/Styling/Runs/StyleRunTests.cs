using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Styling.Runs;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling.Runs;

/// <summary>Runs with a cost that needs no network: how far the image is from its content, and its average from the style's.</summary>
public sealed class StyleRunTests
{
    public static TheoryData<string> Optimisers => ["descent", "adam", "lbfgs", "wolfe"];

    private static StyleStage Stage { get; } = new("test-network", ScalarType.Float32, CPU, scene => new NearObjective(scene));

    [Theory]
    [MemberData(nameof(Optimisers))]
    public void Resume_AfterEveryStepOfAPyramid_GoesOnWithTheSameBits(string optimiser)
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
        AssertRefused("test-network, not other", () => StyleRun.Resume(checkpoint, TestStyle.Settings, TestStyle.Images, Stage with { Version = "other" }));
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
        using var run = StyleRun.Start(TestStyle.Settings, TestStyle.Images, Stage with { Objective = s => new NearObjective(s) { FailsAt = 4 } });
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
    public void Start_EveryKind_IsTheImageItSays()
    {
        var settings = TestStyle.Settings with { Pyramid = [new(48, 1)] };
        var content = ImageOps.Resize(TestStyle.Images.Content, 48, 32);
        var given = TestStyle.Waves(48, 32, 20);

        Assert.Equal(content.Pixels, First(StyleStart.Content));
        Assert.Equal(given.Pixels, First(StyleStart.Image));
        var noise = First(StyleStart.Noise);
        Assert.InRange(noise.Where((_, i) => i % 3 == 0).Average(p => (double)p), 119, 128);
        Assert.InRange(noise.Where((_, i) => i % 3 == 2).Average(p => (double)p), 99, 109);
        Assert.Equal(noise, First(StyleStart.Noise));
        Assert.NotEqual(noise, First(StyleStart.Noise, seed: 8));
        var both = First(StyleStart.ContentAndNoise);
        for (var i = 0; i < both.Length; i++)
        {
            Assert.InRange(both[i], Math.Floor((content.Pixels[i] + noise[i]) / 2.0) - 1, Math.Ceiling((content.Pixels[i] + noise[i]) / 2.0) + 1);
        }

        byte[] First(StyleStart kind, int seed = 7)
        {
            using var run = StyleRun.Start(settings with { Start = settings.Start with { Kind = kind }, Seed = seed }, TestStyle.Images with { Start = given }, Stage);
            return run.Image().Pixels;
        }
    }

    [Fact]
    public void Start_NoiseOfEitherKind_HasItsAmplitude()
    {
        var settings = TestStyle.Settings with { Pyramid = [new(128, 1)] };

        var uniform = Noise(NoiseKind.Uniform, 20);
        Assert.InRange(uniform.Max(), 19, 20.5);
        Assert.InRange(Math.Sqrt(uniform.Average(v => v * v)), 20 / Math.Sqrt(3) * 0.97, 20 / Math.Sqrt(3) * 1.03);
        var normal = Noise(NoiseKind.Normal, 20);
        Assert.InRange(Math.Sqrt(normal.Average(v => v * v)), 19.4, 20.6);
        Assert.InRange(normal.Max(), 60, 120);

        double[] Noise(NoiseKind kind, double amplitude)
        {
            using var run = StyleRun.Start(
                settings with { Start = new StartSettings { Kind = StyleStart.Noise, Noise = kind, NoiseAmplitude = amplitude } }, TestStyle.Images, Stage);
            var mean = new[] { 123.68, 116.779, 103.939 };
            return [.. run.Image().Pixels.Select((p, i) => Math.Abs(p - mean[i % 3]))];
        }
    }

    [Fact]
    public void Start_MasksSharesAndSizes_ReachTheObjective()
    {
        StyleScene? seen = null;
        var settings = TestStyle.Settings with { Pyramid = [new(48, 1)], StyleScale = 0.5, Blend = [3, 0, 1] };
        var mask = new RgbImage(4, 2);
        mask.Pixels.AsSpan(0, 6).Fill(255);
        mask.Pixels.AsSpan(12, 6).Fill(255);
        var images = TestStyle.Images with
        {
            Styles = [TestStyle.Waves(100, 50, 1), TestStyle.Waves(20, 20, 1), TestStyle.Waves(30, 60, 1)],
            Masks = [mask, mask, mask],
        };
        using var run = StyleRun.Start(settings, images, Stage with
        {
            Objective = scene =>
            {
                seen = scene;
                Assert.Equal([1L, 3, 12, 24], scene.Styles[0].Image.shape);
                Assert.Equal([1L, 3, 24, 12], scene.Styles[1].Image.shape);
                Assert.Equal([1L, 3, 32, 48], scene.Content.shape);
                Assert.Equal([0.75, 0.25], scene.Styles.Select(s => s.Share));
                Assert.Equal([1L, 1, 32, 48], scene.Styles[0].Mask!.shape);
                Assert.Equal(1f, scene.Styles[0].Mask!.select(3, 0).min().item<float>());
                Assert.Equal(0f, scene.Styles[0].Mask!.select(3, 47).max().item<float>());
                return new NearObjective(scene);
            },
        });

        Assert.NotNull(seen);
    }

    [Fact]
    public void Image_LuminanceKept_HasTheContentsChroma()
    {
        var settings = TestStyle.Settings with { Colours = ColourKeeping.Luminance, Pyramid = [new(60, 3)], Start = new StartSettings { Kind = StyleStart.Noise, NoiseAmplitude = 10 } };
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
    public void Start_ClampedEachStep_NeverLeavesTheRange()
    {
        var settings = TestStyle.Settings with { Clamp = StyleClamp.EachStep, Optimizer = TestStyle.Adam with { LearningRate = 60 } };
        var ends = new List<(float Least, float Most)>();
        using var run = StyleRun.Start(settings, TestStyle.Images, Stage with { Objective = s => new NearObjective(s) { Seen = ends } });
        while (!run.IsFinished)
        {
            run.Advance();
        }

        Assert.All(ends, e => Assert.True(e is { Least: >= 0, Most: <= 255 }));
        Assert.Contains(ends, e => e.Least == 0);
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

    [Theory]
    [InlineData("--style", 0, 0)]
    [InlineData("--mask", 2, 1)]
    public void Start_ImagesThatDoNotFit_Refused(string option, int styles, int masks)
    {
        var style = TestStyle.Images.Styles[0];
        var images = TestStyle.Images with { Styles = [.. Enumerable.Repeat(style, styles)], Masks = [.. Enumerable.Repeat(style, masks)] };

        Assert.Equal(option, Assert.Throws<BadInputException>(() => StyleRun.Start(TestStyle.Settings, images, Stage)).Subject);
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

    private static string Text(StyleProgress p) => FormattableString.Invariant($"{p.Step}/{p.Steps} {p.Width}x{p.Height} {string.Join(' ', p.Losses.ToArray())}");
}
