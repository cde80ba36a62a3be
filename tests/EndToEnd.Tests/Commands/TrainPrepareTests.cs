using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Training.Preparation;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary><c>train prepare</c> with the bundled encoder, on crops of synthetic people.</summary>
public sealed class TrainPrepareTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("facegrid-prepare-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Prepare_TwoSources_LeavesOutWhoIsInTheOtherSet()
    {
        for (var person = 0; person < 4; person++)
        {
            Add(person < 2 ? "one" : "two", $"p{person}", person, 0, 1);
        }

        Add("other", "known", 3, 1);

        var result = await Facegrid.Run(
            "train", "prepare", "--data", At("one"), "--data", At("two"), "--out", At("out"), "--aligned",
            "--apart-from", At("other"), "--apart-aligned",
            "--nearer-than", "0.001", "--mean-nearer-than", "0.001", "--duplicates", "0", "--json");

        Assert.Equal(0, result.ExitCode);
        var report = Assert.Single(result.Json);
        Assert.Equal(3, report.GetProperty("people").GetInt32());
        Assert.Equal("p3", report.GetProperty("apart").GetProperty("dropped")[0].GetProperty("person").GetString());
        Assert.True(report.GetProperty("apart").GetProperty("smallestPhotoDistance").GetDouble() > 0.001);
        Assert.Equal(["p0", "p1", "p2"], Directory.GetDirectories(At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains(
            "1 people dropped",
            await File.ReadAllTextAsync(Path.Combine(At("out"), PreparationReportFile.TextName)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_BadInput_OneLineExitCodeTwoNothingMade()
    {
        Add("one", "p0", 0, 0, 1);
        Add("two", "p0", 0, 0, 1);
        Add("two", "p1", 1, 0, 1);
        await File.WriteAllTextAsync(Path.Combine(At("two"), "p1", "0.png"), "no picture");
        var cases = new (string[] Arguments, string Reason)[]
        {
            (["--data", At("one")], "one person only (p0)"),
            (["--data", At("none")], "no such folder"),
            (["--data", At("two")], "1 of 4 photos are unreadable"),
            (["--data", At("two"), "--nearer-than", "5"], "--nearer-than: must be 0 to 4"),
            (["--data", At("two"), "--apart-from", At("none"), "--apart-aligned"], "no such folder"),
        };
        foreach (var (arguments, reason) in cases)
        {
            var result = await Facegrid.Run(["train", "prepare", "--out", At("out"), "--aligned", .. arguments]);

            Assert.Equal(2, result.ExitCode);
            Assert.Contains(reason, result.Error, StringComparison.Ordinal);
            Assert.Equal(["one", "two"], Directory.GetFileSystemEntries(_root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
    }

    private string At(string name) => Path.Combine(_root, name);

    private void Add(string source, string name, int person, params int[] photos)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, source, name)).FullName;
        foreach (var photo in photos)
        {
            File.WriteAllBytes(
                Path.Combine(folder, $"{photo}.png"), ImageCodec.EncodePng(new SyntheticPeople(7).Photo(person, photo, Difficulty.Studio)));
        }
    }
}
