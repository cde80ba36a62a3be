using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>The statistics of a gallery's own people, against distances computed here.</summary>
public sealed class GalleryStatisticsTests
{
    private readonly Random _random = new(11);

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(7, 4)]
    public async Task Audit_PeopleInAnyNumberOfShards_EqualsBruteForce(int capacity, int leastShards)
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), capacity);
        var people = await Enroll(grid.People, 28);
        Assert.True(await grid.People.ShardCount() >= leastShards);

        Assert.Equal(NearestOthers(people), (await Audit(grid)).Statistics.Nearest);
    }

    [Fact]
    public async Task Audit_AfterRemovalEnrolmentAndMoves_EqualsBruteForceOfThePresentPeople()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), shardCapacity: 8);
        var people = await Enroll(grid.People, 24);
        var before = await Audit(grid);
        foreach (var gone in people.Keys.Order(StringComparer.Ordinal).Take(9).ToList())
        {
            await grid.People.Remove(gone);
            people.Remove(gone);
        }

        foreach (var (name, encoding) in await Enroll(grid.People, 3, "new"))
        {
            people.Add(name, encoding);
        }

        await grid.People.Balance();
        var after = await Audit(grid);
        Assert.NotEqual(before.Statistics.Changes, after.Statistics.Changes);
        Assert.Equal(NearestOthers(people), after.Statistics.Nearest);
        Assert.Equal(people.Count, after.Statistics.People);
    }

    [Fact]
    public async Task Audit_SeveralTemplates_ComparesTheFirstWithAllOfTheOthers()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        var people = Enumerable.Range(0, 12).ToDictionary(
            i => $"p{i:D2}", _ => Enumerable.Range(0, 3).Select(_ => FakeEncoder.RandomEncoding(_random)).ToList());
        foreach (var (name, templates) in people)
        {
            await grid.People.Enroll(name, templates);
        }

        double[] expected = [.. people
            .Select(p => people.Where(o => o.Key != p.Key).Min(o => o.Value.Min(t => FaceEncoding.SquaredDistance(p.Value[0], t))))
            .Order()];
        var statistics = (await Audit(grid)).Statistics;
        Assert.Equal(expected, statistics.Nearest);
        Assert.Equal(33, statistics.Comparisons);
    }

    [Fact]
    public async Task Audit_OnePersonUnderTwoNames_IsListedUntilOneIsRemoved()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), shardCapacity: 10);
        var people = await Enroll(grid.People, 30);
        await grid.People.Enroll("again", people["p07"]);

        var pair = Assert.Single((await Audit(grid)).Suspicious);
        Assert.Equal(("again", "p07"), (pair.First, pair.Second));
        await grid.People.Remove("again");
        var clean = await Audit(grid);
        Assert.Empty(clean.Suspicious);
        Assert.Equal(NearestOthers(people), clean.Statistics.Nearest);
    }

    [Fact]
    public async Task Audit_AfterARestart_IsTheSame()
    {
        var storage = new MortalStorage();
        GalleryAudit before;
        await using (var grid = await PeopleGrid.Start(storage))
        {
            await Enroll(grid.People, 20);
            before = await Audit(grid);
        }

        await using var next = await PeopleGrid.Start(storage.NextLife());
        Assert.Equal(before.Statistics.Nearest, (await Audit(next)).Statistics.Nearest);
    }

    [Fact]
    public async Task Audit_OfAnotherModelVersion_HoldsItsPeopleAlone()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        await Enroll(grid.People, 12);
        var other = await grid.People.GalleryStatistics().Audit(People.NextModel, TemplateFusion.Best);
        Assert.Equal((0, 0), (other.Statistics.People, other.Checked));
    }

    [Fact]
    public async Task Recognize_PeopleNearerThanTheCalibrations_UsesAStricterThresholdAndNamesItsOrigin()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());

        // The calibration expects strangers at 3 and more; random people lie about 2 apart.
        await grid.People.Calibrate(Rates(4));
        await Enroll(grid.People, 7);
        var few = await grid.People.Recognize(FakeEncoder.RandomEncoding(_random));
        await Enroll(grid.People, 33, "q");
        var many = await grid.People.Recognize(FakeEncoder.RandomEncoding(_random));

        Assert.Equal(("a test", null), (few.Basis.FpirMeasuredOn, few.Basis.PredictedFpirHigh));
        Assert.StartsWith("40 people of this gallery (weight 17 %) and a test", many.Basis.FpirMeasuredOn);
        Assert.InRange(many.Basis.Threshold!.Value, 0.5, 2);
        Assert.Equal(0.003, many.Basis.PredictedFpir!.Value, 1e-6);
        Assert.Equal(0, many.Basis.PredictedFpirLow);
        Assert.InRange(many.Basis.PredictedFpirHigh!.Value, 0.1, 0.3);
        Assert.True(many.Basis.Threshold < few.Basis.Threshold);
    }

    /// <summary>The τ of the calibration alone is that of the FMR 1 − (1 − FPIR)^(1/K), without a margin.</summary>
    [Fact]
    public async Task Recognize_PolicyWithoutOwnPeople_UsesTheCalibrationAlone()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        await grid.People.Calibrate(Rates(4));
        await grid.People.SetPolicy(new DecisionPolicy(UseOwnPeople: false));
        await Enroll(grid.People, 40);
        var probe = FakeEncoder.RandomEncoding(_random);
        var alone = await grid.People.Recognize(probe);
        await grid.People.SetPolicy(DecisionPolicy.Default);
        var both = await grid.People.Recognize(probe);

        var table = new ThresholdTable(Rates(4).Select(p => new ThresholdPoint(p.Fmr, p.Threshold, p.Fnmr, p.Extrapolated)));
        Assert.Equal(table.ThresholdFor(1 - Math.Pow(1 - 0.003, 1 / 40.0), out _), alone.Basis.Threshold!.Value, 1e-9);
        Assert.Equal(("a test", null), (alone.Basis.FpirMeasuredOn, alone.Basis.PredictedFpirHigh));
        Assert.True(both.Basis.Threshold < alone.Basis.Threshold);
    }

    [Fact]
    public async Task Recognize_AfterRemovals_UsesTheCalibrationAlone()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        await grid.People.Calibrate(Rates(1));
        var people = await Enroll(grid.People, 10);
        var ten = await grid.People.Recognize(FakeEncoder.RandomEncoding(_random));
        foreach (var name in people.Keys.Take(5))
        {
            await grid.People.Remove(name);
        }

        var five = await grid.People.Recognize(FakeEncoder.RandomEncoding(_random));
        Assert.Contains("10 people", ten.Basis.FpirMeasuredOn);
        Assert.Equal("a test", five.Basis.FpirMeasuredOn);
    }

    [Fact]
    public async Task SetCalibration_AfterProbes_AppliesFromTheNextProbe()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        await grid.People.Enroll("alice", FakeEncoder.RandomEncoding(_random));
        for (var i = 1; i <= 3; i++)
        {
            var tau = 1 + (i / 10.0);
            await grid.People.Calibrate([new CalibrationPoint(1, tau, 0, false), new CalibrationPoint(1e-9, tau, 0, false)]);
            var answer = await grid.People.Recognize(FakeEncoder.RandomEncoding(_random));
            Assert.Equal(tau, answer.Basis.Threshold!.Value, 1e-9);
        }
    }

    private static Task<GalleryAudit> Audit(PeopleGrid grid) => grid.People.GalleryStatistics().Audit(People.Model, TemplateFusion.Best);

    /// <summary>τ falls by 0.1 a decade.</summary>
    private static List<CalibrationPoint> Rates(double largest) =>
        [.. Enumerable.Range(0, 9).Select(i => new CalibrationPoint(Math.Pow(10, -i), largest - (i / 10.0), 0, false))];

    private static double[] NearestOthers(Dictionary<string, float[]> people) => [.. people.Values
        .Select(a => people.Values.Where(b => !ReferenceEquals(a, b)).Min(b => FaceEncoding.SquaredDistance(a, b)))
        .Order()];

    private async Task<Dictionary<string, float[]>> Enroll(People grid, int count, string prefix = "p")
    {
        var people = new Dictionary<string, float[]>();
        for (var i = 0; i < count; i++)
        {
            var encoding = FakeEncoder.RandomEncoding(_random);
            people.Add($"{prefix}{i:D2}", encoding);
            await grid.Enroll($"{prefix}{i:D2}", encoding);
        }

        return people;
    }
}
