using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FaceGrid.Tests;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Faces.Liveness;

public sealed class LivenessDetectorTests
{
    private const string V2 = "models/minifasnet-v2-80x80.safetensors";
    private const string V1SE = "models/minifasnet-v1se-80x80.safetensors";

    /// <summary>Faces in the middle, at borders and corners, wider and higher than the picture allows.</summary>
    private static readonly (int Width, int Height, FaceBox Box)[] Cases =
    [
        (320, 240, new FaceBox(130.5, 90.25, 60, 72)),
        (320, 240, new FaceBox(0, 0, 80, 90)),
        (320, 240, new FaceBox(250, 160, 70, 80)),
        (200, 300, new FaceBox(-15, 120, 90, 100)),
        (112, 112, new FaceBox(0, 0, 112, 112)),
        (97, 141, new FaceBox(20.3, 30.7, 55.5, 70.1)),
    ];

    [TorchReferenceFact(V2, V1SE)]
    public void Score_BothNetworks_EqualPyTorchWithin1e4()
    {
        using var detector = Load();
        for (var i = 0; i < Cases.Length; i++)
        {
            var (width, height, box) = Cases[i];
            var photo = Photo(width, height, i);
            var score = detector.Score(photo, box);
            var logits = detector.Logits(photo, box);
            foreach (var (n, path, scale) in new[] { (0, V2, 2.7), (1, V1SE, 4.0) })
            {
                var expected = Reference(SharedFiles.PathOf(path), scale, photo, box);
                var crop = LivenessCrop.Of(width, height, box, scale);
                Assert.Equal(expected.GetProperty("crop").EnumerateArray().Select(e => e.GetInt32()), [crop.Left, crop.Top, crop.Width, crop.Height]);
                var pixels = expected.GetProperty("pixels").EnumerateArray().Select(e => e.GetSingle()).ToArray();
                Assert.Equal(pixels, crop.Cut(photo, 80));
                Near(expected.GetProperty("logits"), [.. logits[n].Select(l => (double)l)], 1e-3);
                Near(expected.GetProperty("softmax"), [score.Networks[n].FirstAttack, score.Networks[n].Live, score.Networks[n].SecondAttack], 1e-4);
            }

            Assert.Equal((score.Networks[0].Live + score.Networks[1].Live) / 2, score.Live, 1e-12);
        }
    }

    [SharedFact(V2, V1SE)]
    public void Score_ManyThreads_GivesWhatOneThreadGives()
    {
        using var detector = Load();
        var photo = Photo(160, 160, 1);
        var box = new FaceBox(50, 50, 50, 60);
        var alone = detector.Score(photo, box).Live;

        var together = new double[8];
        Parallel.For(0, together.Length, i => together[i] = detector.Score(photo, box).Live);

        Assert.All(together, t => Assert.Equal(alone, t));
    }

    [SharedFact(V2, V1SE)]
    public void Load_NetworksExchanged_SaysWhichWasExpected()
    {
        var error = Assert.Throws<BadInputException>(() => LivenessDetector.Load(SharedFiles.PathOf(V1SE), SharedFiles.PathOf(V2)));

        Assert.Contains("'minifasnet-v2' was expected", error.Message);
    }

    [SharedFact(V2, "models/mobilefacenet-112x112.safetensors")]
    public void Load_AnotherNetwork_SaysSo()
    {
        var error = Assert.Throws<BadInputException>(() => LivenessDetector.Load(SharedFiles.PathOf("models/mobilefacenet-112x112.safetensors"), SharedFiles.PathOf(V2)));

        Assert.Contains("not a liveness network", error.Message);
    }

    [SharedFact(V2, V1SE)]
    public void Create_WeightsThereOrMissing_GivesADetectorOrNull()
    {
        using var there = LivenessDetectors.Create(name => SharedFiles.PathOf($"models/{name}.safetensors"));

        Assert.Equal(["minifasnet-v2", "minifasnet-v1se"], there!.Models.Select(m => m.Architecture));
        Assert.Equal([2.7, 4], there.Models.Select(m => m.CropScale));
        Assert.Null(LivenessDetectors.Create(name => name.Contains("v2", StringComparison.Ordinal) ? SharedFiles.PathOf(V2) : null));
    }

    [Fact]
    public void LiveIsLargest_SumOfTheNetworks_Decides()
    {
        var score = new LivenessScore([new NetworkOpinion("a", 0.4, 0.35, 0.25), new NetworkOpinion("b", 0.4, 0.25, 0.35)]);

        Assert.True(score.LiveIsLargest);
        Assert.False(score.IsLive());
        Assert.True(score.IsLive(0.4));
    }

    private static LivenessDetector Load() => LivenessDetector.Load(SharedFiles.PathOf(V2), SharedFiles.PathOf(V1SE));

    /// <summary>A made-up face, as large as fits, on noise.</summary>
    private static RgbImage Photo(int width, int height, int person)
    {
        var photo = new RgbImage(width, height);
        new Random(person).NextBytes(photo.Pixels);
        var side = Math.Min(width, height) - 10;
        var face = new MadeUpPeople(3).Photo(person, 0, Difficulty.Everyday, side);
        for (var y = 0; y < side; y++)
        {
            face.Pixels.AsSpan(y * side * 3, side * 3).CopyTo(photo.Pixels.AsSpan((((y + 5) * width) + 5) * 3));
        }

        return photo;
    }

    private static void Near(JsonElement expected, double[] got, double tolerance)
    {
        var values = expected.EnumerateArray().Select(e => e.GetDouble()).ToArray();
        Assert.Equal(values.Length, got.Length);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(values[i], got[i], tolerance);
        }
    }

    private static JsonElement Reference(string weights, double scale, RgbImage photo, FaceBox box)
    {
        var start = new ProcessStartInfo(Python.Executable) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.ArgumentList.Add(Path.Combine(SharedFiles.RepositoryRoot, "tests", "Vision.Tests", "Faces", "Liveness", "minifasnet.py"));
        start.ArgumentList.Add(weights);
        foreach (var value in new[] { scale, box.X, box.Y, box.Width, box.Height })
        {
            start.ArgumentList.Add(value.ToString("R", CultureInfo.InvariantCulture));
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(Encoding.ASCII.GetBytes($"P6\n{photo.Width}\n{photo.Height}\n255\n"));
        process.StandardInput.BaseStream.Write(photo.Pixels);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonDocument.Parse(output.Result).RootElement
            : throw new InvalidOperationException($"python: {error.Result}");
    }
}
