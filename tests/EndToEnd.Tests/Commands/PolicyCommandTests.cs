using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>Calibration, FPIR policy, and the decisions derived from them.</summary>
public sealed class PolicyCommandTests : IDisposable
{
    private readonly SyntheticPeopleFolder _folder = new(5);

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Recognize_BundledEncoder_CarriesThresholdSizeAndPromise()
    {
        (await Facegrid.Run("enroll", "--people", _folder.People, "--data", Data)).Succeeded();

        var five = (await Facegrid.Run("recognize", _folder.Probe(3), "--json", "--data", Data)).Succeeded().Json[0];
        (await Facegrid.Run("identities", "remove", "p0000", "--data", Data)).Succeeded();
        var four = (await Facegrid.Run("recognize", _folder.Probe(3), "--json", "--data", Data)).Succeeded().Json[0];
        var looser = (await Facegrid.Run("recognize", _folder.Probe(3), "--fpir", "5%", "--json", "--data", Data)).Succeeded().Json[0];

        Assert.Equal((5, 4), (five.GetProperty("gallerySize").GetInt32(), four.GetProperty("gallerySize").GetInt32()));
        Assert.Equal(0.003, five.GetProperty("predictedFpir").GetDouble(), 1e-4);
        Assert.Equal(0.003, four.GetProperty("predictedFpir").GetDouble(), 1e-4);
        Assert.Equal(0.05, looser.GetProperty("predictedFpir").GetDouble(), 1e-3);
        Assert.True(five.GetProperty("threshold").GetDouble() < four.GetProperty("threshold").GetDouble());
        Assert.True(four.GetProperty("threshold").GetDouble() < looser.GetProperty("threshold").GetDouble());
        Assert.StartsWith("FPIR 0.3 % asked for, 4 comparisons", four.GetProperty("thresholdSource").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GalleriesSet_EveryOption_IsKeptAndShown()
    {
        (await Facegrid.Run("enroll", "--people", _folder.People, "--data", Data)).Succeeded();

        (await Facegrid.Run(
            "galleries", "set", "--fpir", "0.01", "--quality", "off", "--enrolment-quality", "strict", "--fusion", "mean",
            "--data", Data)).Succeeded();
        var shown = (await Facegrid.Run("galleries", "show", "--json", "--data", Data)).Succeeded().Json[0];
        var policy = shown.GetProperty("policy");

        Assert.Equal(5, shown.GetProperty("people").GetInt32());
        Assert.Equal("made-up people (population 60)", shown.GetProperty("calibratedOn").GetString());
        Assert.Equal(
            (0.01, "Off", "Strict", "Mean", false),
            (
                policy.GetProperty("fpir").GetDouble(),
                policy.GetProperty("probeQuality").GetString(),
                policy.GetProperty("enrolmentQuality").GetString(),
                policy.GetProperty("fusion").GetString(),
                policy.GetProperty("requireLiveness").GetBoolean()));

        (await Facegrid.Run("galleries", "set", "--threshold", "0.5", "--data", Data)).Succeeded();
        var fixedAt = (await Facegrid.Run("recognize", _folder.Probe(1), "--json", "--data", Data)).Succeeded().Json[0];
        Assert.Equal(0.5, fixedAt.GetProperty("threshold").GetDouble());
        Assert.Equal("fixed by the gallery's policy", fixedAt.GetProperty("thresholdSource").GetString());
    }

    [Theory]
    [InlineData("--fpir", "200%")]
    [InlineData("--fpir", "often")]
    [InlineData("--quality", "splendid")]
    [InlineData("--threshold", "9")]
    [InlineData("--live-threshold", "2")]
    [InlineData("--fusion", "worst")]
    public async Task GalleriesSet_BadValue_RefusedByName(string option, string value)
    {
        var result = await Facegrid.Run("galleries", "set", option, value, "--data", Data);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("facegrid: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calibrate_FolderOfPeople_IsUsedFromTheNextProbeOn()
    {
        var people = _folder.PathOf("calibration");
        var population = new SyntheticPeople(8);
        Parallel.For(0, 24, p =>
        {
            var own = Directory.CreateDirectory(Path.Combine(people, SyntheticPeopleFolder.Name(p))).FullName;
            for (var i = 0; i < 3; i++)
            {
                File.WriteAllBytes(Path.Combine(own, $"{i}.png"), ImageCodec.EncodePng(population.Photo(p, i, Difficulty.Studio)));
            }
        });
        (await Facegrid.Run("enroll", "--people", _folder.People, "--data", Data)).Succeeded();

        var report = (await Facegrid.Run(
            "calibrate", "--images", people, "--aligned", "--name", "two dozen drawings", "--out", _folder.PathOf("table.json"),
            "--json", "--data", Data)).Succeeded().Json[0];
        var answer = (await Facegrid.Run("recognize", _folder.Probe(3), "--json", "--data", Data)).Succeeded().Json[0];
        var shown = (await Facegrid.Run("galleries", "show", "--json", "--data", Data)).Succeeded().Json[0];

        // 72 photos: 24 x 3 genuine pairs, the rest of 72 x 71 / 2 impostors.
        var calibration = report.GetProperty("calibration");
        Assert.Equal(
            (72, 2484),
            (calibration.GetProperty("genuineComparisons").GetInt32(), calibration.GetProperty("impostorComparisons").GetInt32()));
        Assert.Equal("two dozen drawings", shown.GetProperty("calibratedOn").GetString());
        Assert.Contains("beyond what was measured", answer.GetProperty("thresholdSource").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.PathOf("table.json")));
    }

    [Fact]
    public async Task Calibrate_TooFewPeople_RefusedWithTheNumberThatIsMissing()
    {
        var result = await Facegrid.Run("calibrate", "--images", _folder.People, "--aligned", "--data", Data);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("10 comparisons of different people, at least 300 are needed", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecognizeFrames_OfOnePerson_TheyVote()
    {
        (await Facegrid.Run("enroll", "--people", _folder.People, "--aligned", "--data", Data)).Succeeded();
        var frames = Directory.CreateDirectory(_folder.PathOf("frames")).FullName;
        for (var i = 1; i <= 5; i++)
        {
            // 2, 4, 6, 8, 10: numerical order, although 10 sorts first alphabetically.
            File.Move(_folder.Probe(2, i), Path.Combine(frames, $"{2 * i}.png"));
        }

        var answer = (
            await Facegrid.Run("recognize", "--frames", frames, "--aligned", "--fpir", "1%", "--json", "--data", Data)).Succeeded().Json[0];
        var few = Directory.CreateDirectory(_folder.PathOf("few")).FullName;
        File.Copy(Path.Combine(frames, "2.png"), Path.Combine(few, "1.png"));
        var refused = await Facegrid.Run("recognize", "--frames", few, "--aligned", "--data", Data);

        Assert.Equal("p0002", answer.GetProperty("decision").GetProperty("identity").GetString());
        Assert.InRange(answer.GetProperty("votes").GetInt32(), 3, 5);
        Assert.Equal(
            ["2.png", "4.png", "6.png", "8.png", "10.png"],
            answer.GetProperty("frames").EnumerateArray().Select(f => Path.GetFileName(f.GetProperty("probe").GetString()!)));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("a vote needs 3", refused.Error, StringComparison.Ordinal);

        // Movement is judged on detected faces only, never on given crops.
        var moving = await Facegrid.Run("recognize", "--frames", frames, "--temporal-liveness", "--aligned", "--data", Data);
        Assert.Equal(2, moving.ExitCode);
        Assert.Contains("--temporal-liveness: needs detected and aligned faces", moving.Error, StringComparison.Ordinal);
    }
}
