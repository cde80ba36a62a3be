using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Styling.Runs;
using FaceGrid.Vision.Tests.Training.Preparation;

namespace FaceGrid.Vision.Tests.Styling.Runs;

/// <summary>Runs with a network of random weights.</summary>
[Collection(ThreadCountCollection.Name)]
public sealed class StyleRunNetworkTests(StyleRunNetworkTests.Network shared) : IClassFixture<StyleRunNetworkTests.Network>
{
    public static TheoryData<string, int?> Optimisers => new() { { "adam", null }, { "lbfgs", 64 }, { "wolfe", null } };

    [Theory]
    [MemberData(nameof(Optimisers))]
    public void Resume_WithNetworkMaskAndTwoStyles_ContinuesWithTheSameBits(string optimiser, int? tile)
    {
        var settings = TestStyle.Settings with
        {
            Pyramid = [new(32, 3), new(72, 3)],
            TileSide = tile,
            Blend = [1, 2],
            Optimizer = optimiser == "adam" ? TestStyle.Adam : StyleDefaults.OptimizerOf(StyleOptimizer.LBfgs) with
            {
                History = 2,
                StrongWolfe = optimiser == "wolfe",
            },
        };
        var style = TestStyle.Waves(40, 40, 20);
        var images = TestStyle.Images with
        {
            Styles = [.. TestStyle.Images.Styles, style],
            Masks = [TestStyle.Waves(20, 20, 2), TestStyle.Waves(20, 20, 3)],
        };
        byte[] whole;
        var early = Array.Empty<byte>();
        using (var run = StyleRun.Start(settings, images, shared.Vgg))
        {
            while (!run.IsFinished)
            {
                if (run.StepsDone == 2)
                {
                    early = run.Checkpoint();
                }

                run.Advance();
            }

            whole = run.Checkpoint();
            Assert.True(run.FinalLosses!.Total < run.Losses[3].Total);
        }

        using var resumed = StyleRun.Resume(early, settings, images, shared.Vgg);
        while (!resumed.IsFinished)
        {
            resumed.Advance();
        }

        Assert.Equal(whole, resumed.Checkpoint());
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(3, 4)]
    public void Resume_WhereAnotherNumberOfThreadsIsInForce_ContinuesWithTheSameBits(int begun, int resumedWith)
    {
        var settings = TestStyle.Settings with { Pyramid = [new(48, 3), new(72, 3)] };
        StyleRun whole;
        byte[] end;
        using (ComputeThreads.Use(begun))
        {
            whole = StyleRun.Start(settings, TestStyle.Images, shared.Vgg);
        }

        using (whole)
        using (ComputeThreads.Use(resumedWith))
        {
            // The run computes with its own number, and leaves the caller's as it is.
            whole.Advance();
            using var resumed = StyleRun.Resume(whole.Checkpoint(), settings, TestStyle.Images, shared.Vgg);
            while (!whole.IsFinished)
            {
                whole.Advance();
                resumed.Advance();
            }

            end = whole.Checkpoint();
            Assert.Equal(end, resumed.Checkpoint());
            Assert.Equal((begun, begun, resumedWith), (whole.Threads, resumed.Threads, ComputeThreads.Current));
        }

        using var threads = ComputeThreads.Use(begun);
        using var alone = StyleRun.Start(settings, TestStyle.Images, shared.Vgg);
        while (!alone.IsFinished)
        {
            alone.Advance();
        }

        Assert.Equal(end, alone.Checkpoint());
    }

    [Fact]
    public void Start_SameStyleAgain_TakesItsMatricesFromTheCacheWithTheSameBits()
    {
        var settings = TestStyle.Settings with { Pyramid = [new(32, 2), new(48, 2)] };
        var cache = new MemoryGramCache();
        var alone = Picture(settings, null);
        Assert.Equal(alone, Picture(settings, cache));

        // One style image at two sizes.
        Assert.Equal((2, 2, 0), (cache.Kept, cache.Asked, cache.Found));
        Assert.Equal(alone, Picture(settings, cache));
        Assert.Equal((2, 4, 2), (cache.Kept, cache.Asked, cache.Found));

        // Other weights of the terms: the same matrices. Other layers, pooling or tiles: others.
        Picture(
            settings with { Loss = settings.Loss with { StyleWeight = 7, StyleLayers = [new("relu1_1", 3), new("relu2_1", 1)] } }, cache);
        Assert.Equal((2, 6, 4), (cache.Kept, cache.Asked, cache.Found));
        Picture(settings with { Loss = settings.Loss with { Pooling = VggPooling.Average } }, cache);
        Picture(settings with { TileSide = 64 }, cache);
        Assert.Equal((6, 10, 4), (cache.Kept, cache.Asked, cache.Found));

        // A damaged entry is computed again.
        cache.Damage();
        Assert.Equal(alone, Picture(settings, cache));
        Assert.Equal(8, cache.Kept);

        byte[] Picture(StyleSettings of, IGramCache? grams)
        {
            using var run = StyleRun.Start(of, TestStyle.Images, shared.Vgg, grams);
            while (!run.IsFinished)
            {
                run.Advance();
            }

            return run.Checkpoint();
        }
    }

    [Fact]
    public void Start_UnknownLayerOrTooSmall_Refused()
    {
        var loss = TestStyle.Settings.Loss;
        var unknown = TestStyle.Settings with { Loss = loss with { StyleLayers = [new("relu6_1", 1)] } };
        var small = TestStyle.Settings with { Pyramid = [new(20, 1)], Loss = loss with { StyleLayers = [new("relu5_1", 1)] } };

        Assert.Contains(
            "relu6_1",
            Assert.Throws<BadInputException>(() => StyleRun.Start(unknown, TestStyle.Images, shared.Vgg)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "relu5_1",
            Assert.Throws<BadInputException>(() => StyleRun.Start(small, TestStyle.Images, shared.Vgg)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Results_OfARun_SayHowToMakeItAgain()
    {
        using var run = StyleRun.Start(TestStyle.Settings with { Pyramid = [new(32, 3)] }, TestStyle.Images, shared.Vgg);
        while (!run.IsFinished)
        {
            run.Advance();
        }

        var provenance = new StyleProvenance(
            run.Settings,
            [new(StyleImageRole.Content, "c.png", "00", 60, 40)],
            shared.Vgg.Version,
            RandomWeights: true,
            Threads: 1,
            "cpu",
            Seconds: 1.5);

        Assert.Equal(run.Settings.ToJson(), StyleProvenance.ReadSettings(provenance.Full(run), "G.json").ToJson());
        Assert.Equal(run.Settings.ToJson(), StyleProvenance.ReadSettings(provenance.Embedded(), "G.png").ToJson());
        Assert.True(provenance.Embedded().All(char.IsAscii));
        Assert.Contains("\"vgg19-random-seed5\"", provenance.Full(run), StringComparison.Ordinal);
        Assert.Equal((960, 600), (StyleResults.LossCurves(run).Width, StyleResults.LossCurves(run).Height));
        Assert.Throws<BadInputException>(() => StyleResults.Encode(run.Image(), "G.gif", provenance));
        Assert.Throws<BadInputException>(() => StyleProvenance.ReadSettings("not json", "G.json"));
    }

    public sealed class Network : IDisposable
    {
        public VggNetwork Vgg { get; } = VggNetwork.Random(VggArchitecture.Vgg19, 5);

        public void Dispose() => Vgg.Dispose();
    }
}
