using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>A gallery's own people as evidence: the self-audit, several populations, evaluation without mated probes.</summary>
public sealed class SelfCalibrationTests : IDisposable
{
    private const int People = 24;

    private readonly SyntheticPeopleFolder _folder = new(People);

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GalleriesShow_OnePersonUnderTwoNames_ListsThePairAndDrawsTheDistances()
    {
        Copy(Path.Combine(_folder.People, "p0003"), Path.Combine(_folder.People, "twice"));
        (await Facegrid.Run("enroll", "--people", _folder.People, "--aligned", "--data", Data)).Succeeded();

        var text = (await Facegrid.Run("galleries", "show", "--report", _folder.PathOf("gallery.png"), "--data", Data)).Succeeded();
        var shown = (await Facegrid.Run("galleries", "show", "--json", "--data", Data)).Succeeded().Json[0];
        var answer = (await Facegrid.Run("recognize", _folder.Probe(3), "--aligned", "--json", "--data", Data)).Succeeded().Json[0];

        var own = shown.GetProperty("ownPeople");
        var pair = own.GetProperty("suspicious")[0];
        Assert.Equal((People + 1, 1), (own.GetProperty("checked").GetInt32(), own.GetProperty("suspiciousCount").GetInt32()));
        Assert.Equal(("p0003", "twice"), (pair.GetProperty("first").GetString(), pair.GetProperty("second").GetString()));
        Assert.Contains("p0003 and twice: 0.000", text.Output, StringComparison.Ordinal);
        Assert.Contains("25 people of this gallery (weight 11 %)", text.Output, StringComparison.Ordinal);
        var picture = ImageCodec.Load(_folder.PathOf("gallery.png"));
        Assert.True(picture.Width > 600 && picture.Height > 300, $"{picture.Width} x {picture.Height}");

        // The command and the decision state the same.
        foreach (var name in new[] { "threshold", "predictedFpir", "predictedFpirHigh" })
        {
            Assert.Equal(shown.GetProperty(name).GetDouble(), answer.GetProperty(name).GetDouble(), 1e-9);
        }

        Assert.Equal(shown.GetProperty("fpirMeasuredOn").GetString(), answer.GetProperty("fpirMeasuredOn").GetString());
    }

    [Fact]
    public async Task Calibrate_TwoPopulations_TheStrictestThresholdApplies()
    {
        var (first, second) = (Photos("first", p => p < 12), Photos("second", p => p >= 12));
        var calibration = (await Facegrid.Run(
            "calibrate", "--cohort", $"one={first}", "--cohort", $"two={second}", "--aligned", "--json", "--data", Data))
            .Succeeded().Json[0].GetProperty("calibration");

        var cohorts = calibration.GetProperty("cohorts").EnumerateArray().ToList();
        Assert.Equal(["one", "two"], cohorts.Select(c => c.GetProperty("name").GetString()));
        Assert.Equal("the strictest of one, two", calibration.GetProperty("source").GetString());
        foreach (var (point, i) in calibration.GetProperty("points").EnumerateArray().Select((p, i) => (p, i)))
        {
            var least = cohorts.Min(c => c.GetProperty("points")[i].GetProperty("threshold").GetDouble());
            Assert.Equal(least, point.GetProperty("threshold").GetDouble(), 1e-9);
        }
    }

    [Theory]
    [InlineData("noequals")]
    [InlineData("=folder")]
    [InlineData("name=")]
    public async Task Calibrate_CohortWithoutNameOrFolder_Refused(string cohort)
    {
        var result = await Facegrid.Run("calibrate", "--cohort", cohort, "--data", Data);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not of the form NAME=DIR", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calibrate_OnePhotoForEachPerson_RefusedBeforeAnyPhotoIsRead()
    {
        var people = Directory.CreateDirectory(_folder.PathOf("single")).FullName;
        for (var i = 0; i < 30; i++)
        {
            // Not a picture: reading it would fail with another message.
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(people, $"p{i}")).FullName, "1.png"), "text");
        }

        var result = await Facegrid.Run("calibrate", "--images", people, "--aligned", "--data", Data);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no comparison of two photos of one person: every person has one photo", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvalIdentify_OnePhotoForEachPerson_MeasuresTheFpirAlone()
    {
        var result = (await Facegrid.Run(
            "eval", "identify", "--known", _folder.People, "--strangers", Photos("strangers", p => p < 6), "--aligned", "--json",
            "--data", Data))
            .Succeeded().Json[0];
        Assert.Equal((People, 0), (result.GetProperty("enrolled").GetInt32(), result.GetProperty("matedProbes").GetInt32()));
        Assert.True(result.GetProperty("nonMatedProbes").GetInt32() > 0);
        Assert.Equal(0, result.GetProperty("failedToAcquireByReason").GetArrayLength());
        Assert.StartsWith("24 people of this gallery", result.GetProperty("fpirMeasuredOn").GetString(), StringComparison.Ordinal);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    /// <summary>Some of the people with three photos each.</summary>
    private string Photos(string name, Func<int, bool> which)
    {
        var folder = Directory.CreateDirectory(_folder.PathOf(name)).FullName;
        foreach (var person in Enumerable.Range(0, People).Where(which))
        {
            var photos = Directory.CreateDirectory(Path.Combine(folder, $"p{person:D4}")).FullName;
            for (var i = 1; i <= 3; i++)
            {
                File.Copy(_folder.Probe(person, i), Path.Combine(photos, $"{i}.png"));
            }
        }

        return folder;
    }
}
