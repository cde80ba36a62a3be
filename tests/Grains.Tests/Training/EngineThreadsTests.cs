using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Styling;
using FaceGrid.Grains.Styling.Engines;
using FaceGrid.Grains.Training.Engines;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Runs;
using FaceGrid.Vision.Training.Data;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Grains.Tests.Training;

/// <summary>A resumed job keeps its number of threads on a silo that is configured for another.</summary>
public sealed class EngineThreadsTests
{
    private static readonly EncoderRunOptions Tiny = new()
    {
        Input = 28, Width = 0.5, People = 2, Photos = 2, Steps = 4, HeldOut = 0, WarmUp = 0,
    };

    [Theory]
    [InlineData(null, 2)]
    [InlineData(3, 3)]
    public void Style_BegunOnASiloOfTwoThreadsAndResumedOnOneOfFour_KeepsItsNumber(int? asked, int expected)
    {
        var settings = Style(asked);
        var image = new StyleInputFile(JobImageRoles.Content, "waves", ImageCodec.EncodePng(new RgbImage(40, 32)));
        var inputs = new JobInputs(settings, [image, image with { Role = JobImageRoles.Style(1) }]);
        using var two = new StyleRunEngine(_ => VggNetwork.Random(VggArchitecture.Vgg19, 5), "cpu", threads: 2);
        using var four = new StyleRunEngine(_ => VggNetwork.Random(VggArchitecture.Vgg19, 5), "cpu", threads: 4);
        using var session = two.Start(inputs with { Settings = two.Check(inputs).Settings });
        session.Advance();
        var checkpoint = session.Checkpoint();
        using var resumed = four.Resume(inputs, checkpoint);
        session.Advance();
        resumed.Advance();

        Assert.Equal(expected, StyleRun.Describe(checkpoint).Threads);
        Assert.Equal(session.Checkpoint(), resumed.Checkpoint());
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData(3, 3)]
    public void Training_BegunOnASiloOfTwoThreadsAndResumedOnOneOfFour_KeepsItsNumber(int? asked, int expected)
    {
        var photos = new GeneratedPhotos(1, people: 3, photos: 3, [Difficulty.Studio]);
        var inputs = new JobInputs(Training(asked), [], "folder");
        using var session = Engine(2).Start(inputs with { Settings = Engine(2).Check(inputs).Settings });
        session.Advance();
        var checkpoint = session.Checkpoint();
        using var resumed = Engine(4).Resume(inputs, checkpoint);
        session.Advance();
        resumed.Advance();

        Assert.Equal(expected, EncoderRun.Describe(checkpoint).Threads);
        Assert.Equal(session.Checkpoint(), resumed.Checkpoint());

        EncoderRunEngine Engine(int threads) =>
            new(_ => new EncoderRunPhotos(photos, "hash", "made-up people"), cache: null, "cpu", threads);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ComputeThreads.MaxThreads + 1)]
    public void FromJson_NumberOfThreadsOutOfRange_Refused(int threads)
    {
        Action[] reads = [() => StyleRunSettings.FromJson(Style(threads)), () => EncoderRunConfiguration.FromJson(Training(threads))];
        Assert.All(reads, read => Assert.Equal("must be 1 to 1024", Assert.Throws<BadInputException>(read).Reason));
    }

    private static string Style(int? threads)
    {
        var style = StyleDefaults.Of(StyleProfiles.Find("neural-style")) with { Pyramid = [new(32, 3)] };
        return new StyleRunSettings(style, Weights: null, StyleRunSettings.DefaultPicture, threads).ToJson();
    }

    private static string Training(int? threads) =>
        new EncoderRunConfiguration(Tiny, EncoderRunConfiguration.DefaultEncoder, Teacher: null, From: null, threads).ToJson();
}
