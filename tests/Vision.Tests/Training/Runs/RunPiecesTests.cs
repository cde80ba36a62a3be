using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Training.Data;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Vision.Tests.Training.Runs;

public sealed class RunPiecesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Metrics_WrittenAndRead_AreTheSameWhereTheStepHasThem()
    {
        var path = Path.Combine(_folder.Path, "run.csv");
        const double No = double.NaN;
        using (var file = new RunMetricsFile(path, [new RunStep(1, 0.5, No, No, No, 0.25, No, 0.001, No, No, No)]))
        {
            file.Write(new RunStep(2, 0.125, No, No, No, No, No, 0.002, 0.75, No, No), 3, 40);
        }

        Assert.Equal([(1, 0.5), (2, 0.125)], RunMetricsFile.Read(path, "loss"));
        Assert.Equal([(2, 0.75)], RunMetricsFile.Read(path, "held_out_accuracy"));
        Assert.Equal([(1, 0.25)], RunMetricsFile.Read(path, "active"));
        Assert.Equal([(2, 40)], RunMetricsFile.Read(path, "images_per_second"));
        Assert.Contains("no column 'luck'", Assert.Throws<BadInputException>(() => RunMetricsFile.Read(path, "luck")).Message);

        // While the run writes its next line, that line does not count yet.
        File.AppendAllText(path, "3,0.1");
        Assert.Equal(2, RunMetricsFile.Read(path, "loss").Length);
    }

    [Fact]
    public void Options_ThroughJson_AreTheSameAndFlawsAreNamed()
    {
        var options = new EncoderRunOptions
        {
            Losses = [new LossWeight(TrainingLossKind.TripletL2, 0.5), new LossWeight(TrainingLossKind.CosineMargin, 1)],
            Optimizer = RunOptimizerKind.Sgd,
        };
        Assert.Contains("\"triplet-l2\"", options.ToJson());
        Assert.Equal(options.ToJson(), EncoderRunOptions.FromJson(options.ToJson()).ToJson());
        Assert.Equal(["steps 2000, not 5"], EncoderRunOptions.Differences(options.ToJson(), (options with { Steps = 5 }).ToJson()));

        foreach (var (json, named) in new[]
        {
            ("{\"stepz\":1}", "stepz"), ("{\"rate\":0}", "rate 0"), (
                "{\"backbone\":\"vgg\"}", "backbone"), ("{\"input\":57}", "input 57"), ("{\"losses\":[]}", "losses"),
            (
                "{\"losses\":[{\"kind\":\"magic\",\"weight\":1}]}",
                "losses"), ("[]", "training options"), ("{\"patience\":2,\"heldOut\":0}", "patience"),
            ("{\"blends\":5}", "blends"), ("{\"mining\":\"lucky\"}", "mining"), ("{\"margin\":5}", "margin"),
            (
                "{\"losses\":[{\"kind\":\"bce\",\"weight\":1},{\"kind\":\"contrastive\",\"weight\":1}]}",
                "one term"), ("{\"schedule\":7}", "schedule"), ("{\"augmentation\":{\"crop\":2}}", "crop"),
        })
        {
            Assert.Contains(
                named,
                Assert.Throws<BadInputException>(() => EncoderRunOptions.FromJson(json)).Message,
                StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Memory_LargestBatch_IsTheLastThatFits()
    {
        var options = new EncoderRunOptions { Losses = [new LossWeight(TrainingLossKind.Distillation, 1)] };
        var largest = RunMemory.LargestBatch(options, 0, 4L << 30);

        Assert.InRange(largest, 32, 1000);
        RunMemory.Demand(options with { Batch = largest }, 0, 4L << 30);
        Assert.Contains(
            $"--batch {largest} fits",
            Assert.Throws<BadInputException>(() => RunMemory.Demand(options with { Batch = largest + 1 }, 0, 4L << 30)).Message);
        Assert.Contains(
            "no batch of two fits", Assert.Throws<BadInputException>(() => RunMemory.Demand(options, 4L << 30, 4L << 30)).Message);
    }

    [Fact]
    public void Pairs_PerfectEncoder_IsAlwaysRight()
    {
        var pairs = new HeldOutPairs(new NumberedPhotos(3, 3, 3, 3), [0, 1, 3], 1);
        float[] Known(RgbImage face) => [.. Enumerable.Range(0, 128).Select(i => i == face.Pixels[0] ? 1f : 0f)];

        var right = pairs.Evaluate(faces => [.. faces.Select(Known)], null);
        var blind = pairs.Evaluate(faces => [.. faces.Select(_ => Known(new RgbImage(1, 1)))], null);

        Assert.Equal(1, right.Accuracy);
        Assert.InRange(right.Threshold, 0.5, 1.5);
        Assert.Equal(0.5, blind.Accuracy);
    }

    [Fact]
    public void Folder_ThreeCheckpointsWritten_KeepsTwoAndPassesOverADamagedOne()
    {
        using var run = EncoderRun.Start(
            new EncoderRunOptions
            {
                Input = 28,
                Width = 0.125,
                People = 2,
                Photos = 2,
                Steps = 3,
                HeldOut = 0,
            }, new EncoderRunInputs(new DrawnPeople(3, 3, 3), "x"));
        var folder = new CheckpointFolder(_folder.File("checkpoints"));
        Assert.Null(folder.Newest(_ => Assert.Fail("there is none")));
        var written = new List<byte[]>();
        for (var step = 1; step <= 3; step++)
        {
            run.Advance();
            written.Add(run.Checkpoint());
            folder.Write(step, written[^1]);
        }

        var files = Directory.GetFiles(_folder.File("checkpoints")).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(2, files.Length);
        Assert.Equal(written[2], folder.Newest(_ => Assert.Fail("it is whole"))!.Value.Bytes);

        File.WriteAllBytes(files[1], written[2][..^100]);
        var told = new List<string>();
        Assert.Equal(written[1], folder.Newest(e => told.Add(e.Message))!.Value.Bytes);
        Assert.Contains(files[1], Assert.Single(told));

        File.WriteAllBytes(files[0], []);
        Assert.Throws<BadInputException>(() => folder.Newest(_ => { }));
    }

    [Fact]
    public void TeacherCache_SecondTime_IsReadFromTheFileUnlessItIsAnothers()
    {
        var (people, asked) = (new DrawnPeople(2, 3), 0);
        TeacherEncodings Get(string hash) => TeacherCache.Get(
            _folder.Path, people, hash, new ColourTeacher(), _ => asked++, CancellationToken.None);

        var computed = Get("0123456789abcdef");
        Assert.Equal(1, asked);
        var read = Get("0123456789abcdef");
        Assert.Equal(1, asked);
        Get("0123456789ab0000");
        Assert.Equal(2, asked);
        Assert.Equal(
            computed.Of(new PhotoReference(1, 2), mirrored: true).ToArray(), read.Of(new PhotoReference(1, 2), mirrored: true).ToArray());
        var mirrored = new ColourTeacher().Encode([ImageOps.FlipHorizontal(people.Photo(1, 2))])[0];
        Assert.Equal(mirrored, computed.Of(new PhotoReference(1, 2), mirrored: true).ToArray());
    }

    [Fact]
    public void Curves_SomeSteps_AreDrawn()
    {
        var steps = Enumerable.Range(1, 900).Select(i =>
            new RunStep(
                i,
                1.0 / i,
                double.NaN,
                1.0 / i,
                double.NaN,
                0.5,
                double.NaN,
                0.1,
                i % 100 == 0 ? 0.9 : double.NaN,
                double.NaN,
                double.NaN)).ToArray();

        var picture = RunCurves.Draw(new EncoderRunOptions(), steps);

        Assert.Equal((960, 1200), (picture.Width, picture.Height));
        Assert.True(picture.Pixels.Distinct().Count() > 20);
    }
}
