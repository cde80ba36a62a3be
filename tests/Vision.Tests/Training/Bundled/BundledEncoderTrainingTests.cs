using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Training.Bundled;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Tests.Training.Bundled;

public sealed class BundledEncoderTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_FewPeople_LearnsAndWritesAnEncoderThatLoads()
    {
        var options = Small("a.safetensors") with { MetricsFile = _folder.File("metrics.csv") };
        var seen = new List<TrainingProgress>();

        var result = BundledEncoderTraining.Run(options, p => { lock (seen) { seen.Add(p); } }, CancellationToken.None);

        using var encoder = FaceEncoder.Load(result.Output);
        Assert.StartsWith("facegrid-generated-v1@", encoder.ModelVersion);
        Assert.Equal(result.HeldOut.OpenSet.Threshold, encoder.Model.Threshold, 1e-4);
        Assert.Equal(28, encoder.Model.Input.Height);
        Assert.Equal(128, encoder.Encode([new Vision.Imaging.RgbImage(112, 112)])[0].Length);

        var classify = seen.Where(p => p.Phase == TrainingPhase.Classify).ToArray();
        Assert.Equal(40, classify.Length);
        Assert.Equal(4, seen.Count(p => p.Phase == TrainingPhase.Triplets));
        Assert.True(classify[^5..].Average(p => p.Accuracy) > classify[..5].Average(p => p.Accuracy) + 0.3);
        Assert.Equal(1 + 44, File.ReadLines(_folder.File("metrics.csv")).Count());
    }

    [Fact]
    public void Run_Traits_ExplainsMoreAndMoreOfTheRenderersNumbers()
    {
        var seen = new List<TrainingProgress>();

        BundledEncoderTraining.Run(
            Small("t.safetensors") with
            {
                TraitSteps = 80,
                Batch = 24,
                ClassifySteps = 0,
                TripletSteps = 0,
            }, p => { lock (seen) { seen.Add(p); } }, CancellationToken.None);

        var traits = seen.Where(p => p.Phase == TrainingPhase.Regress).ToArray();
        Assert.Equal(80, traits.Length);
        Assert.True(
            traits[^10..].Average(p => p.Loss) < 0.95 * traits[..10].Average(p => p.Loss), string.Join(' ', traits.Select(t => t.Loss)));
    }

    [Fact]
    public void Run_FromEarlierWeightsWithoutAStep_WritesTheSameWeights()
    {
        var first = Small("a.safetensors") with { ClassifySteps = 2, TripletSteps = 0 };
        BundledEncoderTraining.Run(first, null, CancellationToken.None);

        BundledEncoderTraining.Run(
            first with
            {
                From = first.Output,
                Output = _folder.File("b.safetensors"),
                ClassifySteps = 0,
                Seed = 99,
            }, null, CancellationToken.None);

        using var a = SafeTensorsFile.Open(first.Output);
        using var b = SafeTensorsFile.Open(_folder.File("b.safetensors"));
        Assert.Equal(a.ReadFloats("conv1.conv.weight"), b.ReadFloats("conv1.conv.weight"));
        Assert.Equal(a.ReadFloats("linear1.bn.running_var"), b.ReadFloats("linear1.bn.running_var"));
    }

    [Fact]
    public void Run_SameSeedTwice_WritesTheSameFile()
    {
        var first = Small("a.safetensors") with { ClassifySteps = 4 };

        BundledEncoderTraining.Run(first, null, CancellationToken.None);
        BundledEncoderTraining.Run(first with { Output = _folder.File("b.safetensors") }, null, CancellationToken.None);
        BundledEncoderTraining.Run(first with { Output = _folder.File("c.safetensors"), Seed = 2 }, null, CancellationToken.None);

        Assert.Equal(File.ReadAllBytes(first.Output), File.ReadAllBytes(_folder.File("b.safetensors")));
        Assert.NotEqual(File.ReadAllBytes(first.Output), File.ReadAllBytes(_folder.File("c.safetensors")));
    }

    [Fact]
    public void Run_Cancelled_WritesNothing()
    {
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => BundledEncoderTraining.Run(
            Small("a.safetensors"),
            p =>
            {
                if (p.Phase == TrainingPhase.Classify)
                {
                    stop.Cancel();
                }
            },
            stop.Token));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    public static TheoryData<BundledEncoderTrainingOptions, string> BadOptions()
    {
        var good = new BundledEncoderTrainingOptions { Output = "never-written" };
        return new TheoryData<BundledEncoderTrainingOptions, string>
        {
            { good with { People = 1 }, nameof(good.People) },
            { good with { Population = 99 }, nameof(good.Population) },
            { good with { HeldOutPopulation = 100 }, nameof(good.HeldOutPopulation) },
            { good with { Reduction = 3 }, nameof(good.Reduction) },
            { good with { WidthMultiplier = double.NaN }, nameof(good.WidthMultiplier) },
            { good with { Batch = 1 }, nameof(good.Batch) },
            { good with { TripletPeople = 5000 }, nameof(good.TripletPeople) },
            { good with { Fpir = 0 }, nameof(good.Fpir) },
            { good with { Device = "gpu" }, "device 'gpu'" },
        };
    }

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Run_OptionOutOfRange_IsBadInputThatNamesIt(BundledEncoderTrainingOptions options, string named)
    {
        var error = Assert.Throws<BadInputException>(() => BundledEncoderTraining.Run(options, null, CancellationToken.None));

        Assert.StartsWith(named + ":", error.Message);
    }

    private BundledEncoderTrainingOptions Small(string name) => new()
    {
        Output = _folder.File(name),
        People = 6,
        PhotosOfEach = 4,
        HeldOutPeople = 4,
        TraitSteps = 0,
        WidthMultiplier = 0.125,
        Reduction = 4,
        Batch = 12,
        ClassifySteps = 40,
        TripletSteps = 4,
        TripletPeople = 4,
        TripletPhotos = 2,
    };
}
