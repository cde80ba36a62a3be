using System.Globalization;
using FaceGrid.Tests;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Quality;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Faces.Quality;

public sealed class FaceQualityMeterTests : IDisposable
{
    private const int People = 12;

    private static readonly FaceBox Box = new(30, 40, 90, 120);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Measure_MoreAndMoreBlur_IsLessAndLessSharp()
    {
        foreach (var photo in Photos())
        {
            var sharpness = new[] { 0, 0.5, 1, 1.5, 2, 3, 4, 6 }.Select(s => Measure(s == 0 ? photo : Spoil.Blur(photo, s)).Sharpness).ToArray();

            Assert.Equal(sharpness.OrderDescending(), sharpness);
            Assert.True(sharpness[^1] < 0.55 * sharpness[0]);
        }
    }

    [Fact]
    public void Measure_FewerAndFewerPixels_IsLessAndLessSharp()
    {
        foreach (var photo in Photos())
        {
            var sharpness = new[] { 112, 56, 40, 28, 20, 14 }.Select(s => Measure(Spoil.Shrink(photo, s)).Sharpness).ToArray();

            Assert.Equal(sharpness.OrderDescending(), sharpness);
        }
    }

    [Fact]
    public void Measure_DarkerAndDarker_FollowsBrightnessAndContrastAndLeavesSharpness()
    {
        foreach (var photo in Photos())
        {
            var measured = new[] { 1, 0.7, 0.5, 0.3 }.Select(g => (Gain: g, Q: Measure(Spoil.Levels(photo, g)))).ToArray();

            foreach (var (gain, q) in measured)
            {
                Assert.Equal(measured[0].Q.Brightness * gain, q.Brightness, 0.002);
                Assert.Equal(measured[0].Q.Contrast * gain, q.Contrast, 0.002);
                Assert.Equal(measured[0].Q.Sharpness, q.Sharpness, 0.02);
            }
        }
    }

    [Fact]
    public void Measure_SpoiltPhoto_HasALowerOverall()
    {
        foreach (var photo in Photos())
        {
            var good = Measure(photo).Overall;

            Assert.InRange(good, 0.3, 1);
            Assert.True(Measure(Spoil.Blur(photo, 4)).Overall < good);
            Assert.True(Measure(Spoil.Levels(photo, 0.1)).Overall < good);
            Assert.True(FaceQualityMeter.Measure(photo, new FaceBox(0, 0, 20, 20), null).Overall < good);
        }
    }

    [Fact]
    public void Measure_BoxOnly_GivesItsSideAndNoPose()
    {
        var quality = FaceQualityMeter.Measure(new RgbImage(112, 112), new FaceBox(0, 0, 40, 90), null);

        Assert.Equal(60, quality.SidePixels, 1e-9);
        Assert.Equal((0.0, 0.0, 0.0), (quality.Sharpness, quality.Brightness, quality.Contrast));
        Assert.Null(quality.YawDegrees ?? quality.PitchDegrees ?? quality.RollDegrees);
        Assert.Equal(0, quality.Overall);
    }

    [Fact]
    public void Measure_NotOnTheTemplate_Throws() =>
        Assert.Throws<ArgumentException>(() => FaceQualityMeter.Measure(new RgbImage(96, 112), Box, null));

    /// <summary>The same formulas written in numpy, double precision.</summary>
    [PythonFact("numpy")]
    public void Measure_ManyPhotos_EqualsNumpy()
    {
        const string Script = """
            import sys
            import numpy as np

            def blur(a, s):
                r = int(np.ceil(4 * s))
                k = np.exp(-np.arange(-r, r + 1) ** 2 / (2 * s * s))
                k /= k.sum()
                a = np.apply_along_axis(lambda v: np.convolve(np.pad(v, r, mode="edge"), k, "valid"), 0, a)
                return np.apply_along_axis(lambda v: np.convolve(np.pad(v, r, mode="edge"), k, "valid"), 1, a)

            for path in sys.argv[1:]:
                luma = np.fromfile(path, np.uint8).reshape(112, 112, 3) @ np.array([0.299, 0.587, 0.114])
                middle = lambda a: a[30:102, 20:92]
                one, two, four = (middle(blur(luma, s)) for s in (1, 2, 4))
                print((one - two).std() / (two - four).std(), middle(luma).mean() / 255, middle(luma).std() / 255)
            """;
        var photos = Photos().SelectMany(p => new[] { p, Spoil.Blur(p, 1.7), Spoil.Levels(p, 0.2) }).ToArray();
        var files = photos.Select((p, i) =>
        {
            var file = _folder.File($"{i}.rgb");
            File.WriteAllBytes(file, p.Pixels);
            return file;
        }).ToArray();

        var lines = Python.Run(Script, files).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(photos.Length, lines.Length);
        for (var i = 0; i < photos.Length; i++)
        {
            var expected = lines[i].Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
            var quality = Measure(photos[i]);
            Assert.Equal(expected[0], quality.Sharpness, 2e-4);
            Assert.Equal(expected[1], quality.Brightness, 1e-5);
            Assert.Equal(expected[2], quality.Contrast, 1e-5);
        }
    }

    [SharedFact("data/lfw112/images")]
    public void Fault_AlignedLfwPhotos_StandardPassesNearlyAllAndStrictFewer()
    {
        var files = LfwSample(7);
        var measured = files.AsParallel().Select(f => Measure(ImageCodec.Load(f))).ToArray();

        double Passing(QualityGate gate) => measured.Count(q => QualityLimits.Fault(q, gate) is null) / (double)measured.Length;

        Assert.Equal(1, Passing(QualityGate.Off));
        Assert.InRange(Passing(QualityGate.Standard), 0.995, 1);
        Assert.InRange(Passing(QualityGate.Strict), 0.9, Passing(QualityGate.Standard));
    }

    /// <summary>With this much blur the 112 x 112 MobileFaceNet misses three of four people (docs/results/quality.md).</summary>
    [SharedFact("data/lfw112/images")]
    public void Fault_LfwPhotosBlurredPastRecognition_AreRefused()
    {
        var files = LfwSample(70);

        double Refused(Func<RgbImage, RgbImage> spoil, QualityFault fault) =>
            files.AsParallel().Select(f => QualityLimits.Fault(Measure(spoil(ImageCodec.Load(f))), QualityGate.Standard)).ToArray().Count(f => f == fault) / (double)files.Length;

        Assert.InRange(Refused(p => Spoil.Blur(p, 2.5), QualityFault.TooBlurred), 0.9, 1);
        Assert.InRange(Refused(p => Spoil.Blur(p, 1), QualityFault.TooBlurred), 0, 0.02);
        Assert.InRange(Refused(p => Spoil.Levels(p, 0.1), QualityFault.TooDark), 0.95, 1);
        Assert.InRange(Refused(p => Spoil.Levels(p, 3), QualityFault.TooBright), 0.75, 1);
        Assert.InRange(Refused(p => Spoil.Levels(p, 0.1, 115), QualityFault.LowContrast), 0.95, 1);
    }

    private static FaceQuality Measure(RgbImage photo) => FaceQualityMeter.Measure(photo, Box, null);

    private static IEnumerable<RgbImage> Photos() =>
        Enumerable.Range(0, People).Select(i => new MadeUpPeople(5).Photo(i, 0, i % 2 == 0 ? Difficulty.Studio : Difficulty.Everyday));

    private static string[] LfwSample(int every) =>
        [.. Directory.EnumerateFiles(SharedFiles.PathOf("data/lfw112/images"), "*.jpg", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Where((_, i) => i % every == 0)];
}
