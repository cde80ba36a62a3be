using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Recognition;

/// <summary>What a gallery's owner asks for, and what its decisions then rest on.</summary>
public partial class PolicyTests
{
    /// <summary>A gallery of fewer than eight people aims at 10/35 of the FPIR that it is asked for (docs/adr/0021).</summary>
    private const double Margin = 10.0 / 35;

    private readonly Random _random = new(7);

    [Fact]
    public async Task Recognize_CalibratedModel_DerivesThresholdFromFpirAndLiveSize()
    {
        await using var grid = await Start();
        await grid.People.Calibrate(Rates());
        var before = 0.0;
        foreach (var size in new[] { 1, 3, 7 })
        {
            while ((await grid.People.List()).Count < size)
            {
                await grid.People.Enroll($"p{_random.Next()}", FakeEncoder.RandomEncoding(_random));
            }

            var answer = await grid.People.Recognize(FakeEncoder.RandomEncoding(_random));

            // 1 - (1 - FPIR)^(1/K) with the margin of a gallery without evidence of its own; the calibration: τ = 1 + log10(FMR) / 10.
            var fmr = 1 - Math.Pow(1 - (0.003 * Margin), 1.0 / size);
            Assert.Equal(1 + (Math.Log10(fmr) / 10), answer.Basis.Threshold!.Value, 1e-9);
            Assert.Equal(0.003, answer.Basis.PredictedFpir!.Value, 1e-6);
            Assert.Equal((size, size), (answer.Basis.GallerySize, answer.Basis.Comparisons));
            Assert.True(before == 0 || answer.Basis.Threshold!.Value < before, "a larger gallery needs a smaller threshold");
            before = answer.Basis.Threshold!.Value;
        }
    }

    [Fact]
    public async Task Recognize_PolicyRequestAndFixedThreshold_NearestWordWins()
    {
        await using var grid = await Start();
        await grid.People.Calibrate(Rates());
        await grid.People.Enroll("alice", FakeEncoder.RandomEncoding(_random));
        await grid.People.SetPolicy(new DecisionPolicy(Fpir: 0.01));
        var probe = FakeEncoder.RandomEncoding(_random);

        var byPolicy = await grid.People.Recognize(probe);
        var byRequest = await grid.People.Recognize(probe, change: r => r with { Fpir = 0.1 });
        var asked = await grid.People.Recognize(probe, change: r => r with { Fpir = 0.1, Threshold = 0.77 });
        await grid.People.SetPolicy(new DecisionPolicy(Threshold: 0.66));
        var set = await grid.People.Recognize(probe);

        Assert.Equal(0.8 + (Math.Log10(Margin) / 10), byPolicy.Basis.Threshold!.Value, 1e-9);
        Assert.Equal(0.9 + (Math.Log10(Margin) / 10), byRequest.Basis.Threshold!.Value, 1e-9);
        Assert.Equal((0.77, 0.66), (asked.Basis.Threshold!.Value, set.Basis.Threshold!.Value));

        // The prediction of a fixed τ has the same margin: FMR(0.77) = 10^-2.3.
        Assert.Equal(Math.Pow(10, -2.3) / Margin, asked.Basis.PredictedFpir!.Value, 1e-6);
    }

    [Fact]
    public async Task Recognize_ModelWithoutCalibration_UsesTheModelsThresholdAndSaysSo()
    {
        await using var grid = await Start();
        await grid.People.Enroll("alice", FakeEncoder.RandomEncoding(_random));

        var answer = await grid.People.Recognize(FakeEncoder.RandomEncoding(_random));

        Assert.Equal((FakeEncoderSource.Threshold, null), (answer.Basis.Threshold, answer.Basis.PredictedFpir));
        Assert.Contains("not calibrated", answer.Basis.ThresholdSource);
    }

    [Theory]
    [InlineData(0, null, 0.5)]
    [InlineData(1.5, null, 0.5)]
    [InlineData(double.NaN, null, 0.5)]
    [InlineData(0.1, 5.0, 0.5)]
    [InlineData(0.1, null, 1.5)]
    public async Task SetPolicy_FigureOutOfRange_Refused(double fpir, double? threshold, double live)
    {
        await using var grid = await Start();

        var error = await Assert.ThrowsAsync<GridRequestException>(
            () => grid.People.SetPolicy(new DecisionPolicy(fpir, threshold, LiveThreshold: live)));

        Assert.Equal(GridError.InvalidRequest, error.Error);
    }

    [Fact]
    public async Task Recognize_MeanFusion_ComparesWithTheMeanOfTheTemplates()
    {
        await using var grid = await Start();
        var people = Enumerable.Range(0, 40)
            .Select(i => (
                Name: $"p{i:D2}",
                Templates: Enumerable.Range(0, 1 + (i % 4)).Select(_ => FakeEncoder.RandomEncoding(_random)).ToList()))
            .ToList();
        foreach (var (name, templates) in people.Take(20))
        {
            await grid.People.Enroll(name, templates);
        }

        // The means are packed by the first question; what is enrolled and removed after that must reach them too.
        await grid.People.Recognize(FakeEncoder.RandomEncoding(_random), change: r => r with { Fusion = TemplateFusion.Mean });
        foreach (var (name, templates) in people.Skip(20))
        {
            await grid.People.Enroll(name, templates);
        }

        await grid.People.Enroll("p01", people[1].Templates.Append(people[30].Templates[0]));
        people[1].Templates.Add(people[30].Templates[0]);
        await grid.People.Remove("p07");
        people.RemoveAt(7);
        for (var i = 0; i < 20; i++)
        {
            var probe = FakeEncoder.RandomEncoding(_random);
            var expected = people
                .Select(p => (p.Name, Distance: BruteForce(probe, Mean(p.Templates))))
                .OrderBy(p => p.Distance)
                .Take(5)
                .ToList();

            var answer = await grid.People.Recognize(probe, candidates: 5, change: r => r with { Fusion = TemplateFusion.Mean });
            var best = await grid.People.Recognize(probe, candidates: 1);

            Assert.Equal(expected.Select(e => e.Name), answer.Candidates.Select(c => c.Identity));
            Assert.All(expected.Zip(answer.Candidates), pair => Assert.Equal(pair.First.Distance, pair.Second.Distance, 1e-6));
            Assert.Equal((people.Count, people.Sum(p => p.Templates.Count)), (answer.Basis.Comparisons, best.Basis.Comparisons));
            Assert.Equal(people.SelectMany(p => p.Templates).Min(t => BruteForce(probe, t)), best.Distance!.Value, 1e-9);
        }
    }

    [Fact]
    public async Task Enroll_BlurredPhoto_RefusedByThePolicyUnlessItIsOff()
    {
        await using var grid = await Start();
        var blurred = FakeEncoder.Face("blurred.jpg", FakeEncoder.RandomEncoding(_random)) with { Evidence = Evidence(sharpness: 0) };

        var error = await Assert.ThrowsAsync<GridRequestException>(() => grid.People.EnrollFace("alice", blurred));
        Assert.Equal(GridError.PoorQuality, error.Error);
        Assert.StartsWith("blurred.jpg: the face is too blurred", error.Message, StringComparison.Ordinal);
        Assert.Null(await grid.People.Get("alice"));

        await grid.People.SetPolicy(new DecisionPolicy(EnrolmentQuality: QualityLevel.Off));
        await grid.People.EnrollFace("alice", blurred);
        Assert.Equal(0.4, Assert.Single((await grid.People.Get("alice"))!.Templates).Quality);
    }

    [Fact]
    public async Task Recognize_PoorOrSpoofedProbe_CannotDecideAndSaysWhy()
    {
        await using var grid = await Start();
        await grid.People.Calibrate(Rates());
        var alice = FakeEncoder.RandomEncoding(_random);
        await grid.People.Enroll("alice", alice);

        Task<RecognitionAnswer> Ask(FaceEvidence? evidence, bool live = false) => grid.People.Recognize(
            alice, change: r => r with { Crop = r.Crop with { Evidence = evidence }, RequireLiveness = live });
        var blurred = await Ask(Evidence(sharpness: 0));
        var small = await Ask(Evidence() with { SidePixels = 3 });
        var unjudged = await Ask(Evidence(), live: true);
        var spoof = await Ask(Evidence() with { Live = 0.2 }, live: true);
        var live = await Ask(Evidence() with { Live = 0.9 }, live: true);
        var spoofWithoutRequirement = await Ask(Evidence() with { Live = 0.2 });

        Assert.Equal(UndecidedReason.TooBlurred, Assert.IsType<CannotDecide>(blurred).ReasonCode);
        Assert.Equal(UndecidedReason.TooSmall, Assert.IsType<CannotDecide>(small).ReasonCode);
        Assert.Equal(UndecidedReason.NotLive, Assert.IsType<CannotDecide>(unjudged).ReasonCode);
        Assert.Equal(UndecidedReason.NotLive, Assert.IsType<CannotDecide>(spoof).ReasonCode);
        Assert.Equal(("alice", "alice"), (live.Identity, spoofWithoutRequirement.Identity));

        // Undecided answers carry τ, size and promise as well.
        Assert.Equal(
            (1, live.Basis.Threshold!.Value, live.Basis.PredictedFpir),
            (blurred.Basis.GallerySize, blurred.Basis.Threshold!.Value, blurred.Basis.PredictedFpir));
    }

    [Fact]
    public async Task Enroll_PersonInAStricterGallery_ItsGateHoldsForTheNewTemplateToo()
    {
        await using var grid = await Start();
        var alice = FakeEncoder.RandomEncoding(_random);
        await grid.People.Enroll("alice", alice);
        var blurred = FakeEncoder.Face("blurred.jpg", FakeEncoder.RandomEncoding(_random)) with { Evidence = Evidence(sharpness: 0) };

        var error = await Assert.ThrowsAsync<GridRequestException>(
            () => grid.People.EnrollFace("alice", blurred, "yard", QualityLevel.Off));
        Assert.Equal(GridError.PoorQuality, error.Error);
        Assert.Contains($"in gallery '{People.Gallery}'", error.Message, StringComparison.Ordinal);

        // A person who is in the less strict gallery alone is enrolled.
        await grid.People.EnrollFace("bob", blurred, "yard", QualityLevel.Off);
        Assert.Single((await grid.People.Get("bob"))!.Templates);
    }

    [Fact]
    public async Task Recognize_ThresholdOutOfRange_Refused()
    {
        await using var grid = await Start();
        await grid.People.Enroll("alice", FakeEncoder.RandomEncoding(_random));

        foreach (var tau in new[] { 0, -1, 4.1, double.NaN })
        {
            var error = await Assert.ThrowsAsync<GridRequestException>(
                () => grid.People.Recognize(FakeEncoder.RandomEncoding(_random), change: r => r with { Threshold = tau }));
            Assert.Equal(GridError.InvalidRequest, error.Error);
        }
    }

    /// <summary>τ = 1 + log10(FMR) / 10, from 1 down to 1e-8.</summary>
    private static List<CalibrationPoint> Rates() =>
        [.. Enumerable.Range(0, 9).Select(i => new CalibrationPoint(Math.Pow(10, -i), 1 - (i / 10.0), 0, Extrapolated: i > 6))];

    private static FaceEvidence Evidence(double sharpness = 1e6) => new(100, sharpness, 0.5, 0.2, 0, 0, 0, 0.4);

    private static float[] Mean(List<float[]> templates)
    {
        var sum = Enumerable.Range(0, 128).Select(i => templates.Sum(t => (double)t[i])).ToArray();
        var norm = Math.Sqrt(sum.Sum(v => v * v));
        return Array.ConvertAll(sum, v => (float)(v / norm));
    }

    private static double BruteForce(float[] a, float[] b) =>
        a.Zip(b).Sum(p => ((double)p.First - p.Second) * ((double)p.First - p.Second));

    /// <summary>A grid without anybody; tests/Cluster.Tests asks the same of other hosts.</summary>
    private protected virtual Task<PeopleGrid> Start() => PeopleGrid.Start(new MortalStorage());
}
