using System.Globalization;
using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.EndToEnd.Tests.Durability;

/// <summary>Training jobs in separate worker processes, which are killed and restarted, and the trained encoder.</summary>
public sealed class TrainingJobTests : IDisposable
{
    private const int Steps = 100;

    private readonly string _path = Directory.CreateTempSubdirectory("facegrid-train-").FullName;

    public TrainingJobTests()
    {
        var photos = new GeneratedPhotos(100, people: 9, photos: 4, [Difficulty.Studio, Difficulty.Everyday]);
        for (var person = 0; person < photos.People; person++)
        {
            Directory.CreateDirectory(Path.Combine(Photos, Name(person)));
            for (var photo = 0; photo < 4; photo++)
            {
                File.WriteAllBytes(Photo(person, photo), ImageCodec.EncodePng(photos.Photo(person, photo)));
            }
        }
    }

    private string Photos => Path.Combine(_path, "people");

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task Run_WorkerKilled_EncoderHasTheSameBytesAndPeopleCanBeTakenToIt()
    {
        var calm = Path.Combine(_path, "calm");
        var id = await Submit(calm);
        await Work(calm);
        var expected = await Encoder(calm, id);

        var wild = Path.Combine(_path, "wild");
        Assert.Equal(id, await Submit(wild));
        for (var kill = 0; kill < 2; kill++)
        {
            using var worker = Facegrid.Start("jobs", "run", "--data", wild, "--threads", "1");
            Assert.True(await JobCheckpoints.Reaches(worker, wild, JobCheckpoints.NewestStep(wild) + 1), "the worker has ended");
            worker.Kill();
            await worker.WaitForExitAsync();
        }

        await Work(wild);
        Assert.Equal(expected, await Encoder(wild, id));
        var shown = Path.Combine(_path, "wild-out");
        Assert.Equal(
            ["curves.png", "metrics.csv", "provenance.json", "tiny.safetensors"],
            Directory.EnumerateFiles(shown).Select(Path.GetFileName).Order());
        Assert.Equal(Steps + 1, File.ReadLines(Path.Combine(shown, "metrics.csv")).Count());
        var job = (await Facegrid.Run("jobs", "show", id, "--json", "--data", wild)).Succeeded().Json[0].GetProperty("job");
        Assert.Equal(
            ("Training", "Done"),
            (job.GetProperty("summary").GetProperty("kind").GetString(), job.GetProperty("summary").GetProperty("status").GetString()));
        Assert.True(job.GetProperty("epoch").GetInt32() > 1);
        await TakePeopleTo(id, wild);

        // The installed weights remain after the run is removed.
        (await Facegrid.Run("jobs", "remove", id, "--data", wild)).Succeeded();
        Assert.Equal(Name(0), await Recognize(wild, 0));
    }

    [Theory]
    [InlineData("there is no such folder", "nowhere")]
    [InlineData("--checkpoint", "people", "--checkpoint", "x")]
    [InlineData("requires --data", null, "--generated", "5")]
    [InlineData("no batch of two people fits", "people", "--memory", "0.1")]
    public async Task BadInput_IsOneLineExitCode2AndNoJob(string expected, string? folder, params string[] words)
    {
        var data = Path.Combine(_path, "data");
        string[] source = folder is null ? [] : ["--data", Path.Combine(_path, folder)];
        var result = await Facegrid.Run(["train", "encoder", "--detach", "--no-worker", "--store", data, .. source, .. words]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty((await Facegrid.Run("jobs", "list", "--json", "--data", data)).Succeeded().Json);
    }

    private static string Name(int person) => string.Create(CultureInfo.InvariantCulture, $"person-{person}");

    private static async Task Work(string data) => (await Facegrid.Run("jobs", "run", "--data", data, "--threads", "1")).Succeeded();

    /// <summary>An identity with kept photos is recognised with the new encoder; one without is listed and left behind.</summary>
    private async Task TakePeopleTo(string run, string data)
    {
        (await Facegrid.Run("enroll", Name(0), Photo(0, 0), Photo(0, 1), "--aligned", "--keep-photos", "--data", data)).Succeeded();
        (await Facegrid.Run("enroll", Name(1), Photo(1, 0), "--aligned", "--data", data)).Succeeded();
        var before = (await Facegrid.Run("recognize", Photo(0, 0), "--aligned", "--json", "--data", data)).Succeeded().Json[0];
        Assert.Equal(Name(0), before.GetProperty("identity").GetString());
        var listed = (await Facegrid.Run("models", "list", "--json", "--data", data)).Succeeded().Json;
        Assert.Equal(run, Assert.Single(listed, m => m.TryGetProperty("run", out _)).GetProperty("run").GetString());
        Assert.DoesNotContain(listed, m => m.GetProperty("active").GetBoolean());
        var refused = await Facegrid.Run("models", "activate", run, "--data", data);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("no photo was kept of 1 of 2 identities: person-1", refused.Error, StringComparison.Ordinal);
        var switched = (await Facegrid.Run("models", "activate", run, "--leave-behind", "--json", "--data", data)).Succeeded().Json[^1];
        Assert.Equal((1, 1), (switched.GetProperty("adopted").GetInt32(), switched.GetProperty("leftBehind").GetInt32()));
        Assert.Equal(Name(0), await Recognize(data, 0));

        listed = (await Facegrid.Run("models", "list", "--json", "--data", data)).Succeeded().Json;
        Assert.StartsWith(
            "tiny@",
            Assert.Single(listed, m => m.GetProperty("active").GetBoolean()).GetProperty("version").GetString(),
            StringComparison.Ordinal);
        Assert.DoesNotContain(listed, m => m.TryGetProperty("run", out _));

        // The bundled encoder is refused now, and no other identity has a template of the new version.
        Assert.Equal(
            2, (await Facegrid.Run("recognize", Photo(0, 0), "--aligned", "--model", "facegrid-generated-v1", "--data", data)).ExitCode);
        Assert.Equal(2, (await Facegrid.Run("verify", Name(1), Photo(1, 0), "--aligned", "--data", data)).ExitCode);
    }

    /// <summary>Without <c>--model</c>.</summary>
    private async Task<string?> Recognize(string data, int person) =>
        (await Facegrid.Run("recognize", Photo(person, 0), "--aligned", "--threshold", "0.0001", "--json", "--data", data))
            .Succeeded().Json[0]
            .GetProperty("identity")
            .GetString();

    private string Photo(int person, int photo) =>
        Path.Combine(Photos, Name(person), string.Create(CultureInfo.InvariantCulture, $"{photo}.png"));

    private async Task<string> Submit(string data) => (await Facegrid.Run(
        "train", "encoder", "--data", Photos, "--store", data, "--out", "tiny.safetensors", "--input", "28", "--width", "0.5",
        "--batch-people", "3", "--batch-photos", "2", "--steps", Steps.ToString(CultureInfo.InvariantCulture), "--warm-up", "2",
        "--held-out", "0.5", "--validate-every", "50", "--checkpoint-every", "10", "--threads", "1",
        "--detach", "--no-worker", "--json")).Succeeded().Json[0].GetProperty("job").GetString()!;

    private async Task<byte[]> Encoder(string data, string id)
    {
        var target = Path.Combine(_path, Path.GetFileName(data) + "-out");
        (await Facegrid.Run("jobs", "show", id, "--out", target, "--data", data)).Succeeded();
        return File.ReadAllBytes(Path.Combine(target, "tiny.safetensors"));
    }
}
