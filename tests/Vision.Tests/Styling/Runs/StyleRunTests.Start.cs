using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Vision.Tests.Styling.Runs;

/// <content>The start image and the scene of a run.</content>
public sealed partial class StyleRunTests
{
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
            Assert.InRange(
                both[i], Math.Floor((content.Pixels[i] + noise[i]) / 2.0) - 1, Math.Ceiling((content.Pixels[i] + noise[i]) / 2.0) + 1);
        }

        byte[] First(StyleStart kind, int seed = 7)
        {
            using var run = StyleRun.Start(
                settings with { Start = settings.Start with { Kind = kind }, Seed = seed }, TestStyle.Images with { Start = given }, Stage);
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
                settings with
                {
                    Start = new StartSettings { Kind = StyleStart.Noise, Noise = kind, NoiseAmplitude = amplitude },
                }, TestStyle.Images, Stage);
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

    [Theory]
    [InlineData("--style", 0, 0)]
    [InlineData("--mask", 2, 1)]
    public void Start_ImagesThatDoNotFit_Refused(string option, int styles, int masks)
    {
        var style = TestStyle.Images.Styles[0];
        var images = TestStyle.Images with { Styles = [.. Enumerable.Repeat(style, styles)], Masks = [.. Enumerable.Repeat(style, masks)] };

        Assert.Equal(option, Assert.Throws<BadInputException>(() => StyleRun.Start(TestStyle.Settings, images, Stage)).Subject);
    }
}
