using System.Text;
using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Commands;

public sealed class EvalLivenessTests : IDisposable
{
    private const string V2 = "models/minifasnet-v2-80x80.safetensors";
    private const string V1SE = "models/minifasnet-v1se-80x80.safetensors";

    private readonly SyntheticPeopleFolder _folder = new(6);

    public EvalLivenessTests()
    {
        // Rendered faces are neither live nor attacks: only the counts are tested.
        foreach (
            var (person, place) in new[]
            {
                (0, "live"),
                (1, "live"),
                (2, "live"),
                (3, "spoof/print"),
                (4, "spoof/print"),
                (5, "spoof/replay"),
            })
        {
            Directory.CreateDirectory(_folder.PathOf(place));
            File.Copy(_folder.Enrolment(person), Path.Combine(_folder.PathOf(place), $"{person}.png"));
        }
    }

    public void Dispose() => _folder.Dispose();

    [SharedFact(V2, V1SE)]
    public async Task EvalLiveness_TwoKindsOfAttack_ReportsEachAndTheLargest()
    {
        var (html, png) = (_folder.PathOf("report.html"), _folder.PathOf("report.png"));

        var result = (await Eval("--report", html, "--json")).Succeeded();

        var json = Assert.Single(result.Json);
        Assert.Equal(3, json.GetProperty("bonaFidePresentations").GetInt32());
        Assert.Equal(["print", "replay"], json.GetProperty("attackKinds").EnumerateArray().Select(k => k.GetProperty("name").GetString()));
        Assert.Equal([2, 1], json.GetProperty("attackKinds").EnumerateArray().Select(k => k.GetProperty("presentations").GetInt32()));
        foreach (var point in json.GetProperty("atThresholds").EnumerateArray())
        {
            var kinds = point.GetProperty("apcer");
            Assert.Equal(
                Math.Max(kinds.GetProperty("print").GetDouble(), kinds.GetProperty("replay").GetDouble()),
                point.GetProperty("maxApcer").GetDouble());
        }

        var page = await File.ReadAllTextAsync(html);
        Assert.Contains("APCER print", page);
        Assert.Equal(3, page.Split("data:image/png;base64,").Length - 1);

        (await Eval("--report", png, "--no-photos")).Succeeded();
        Assert.True(ImageCodec.Load(png).Height > 800);
    }

    [Fact]
    public async Task EvalLiveness_WeightsMissing_SaysWhichAndWhere()
    {
        var result = await Facegrid.Run(
            "eval", "liveness", "--live", _folder.PathOf("live"), "--spoof", _folder.PathOf("spoof"), "--data", _folder.PathOf("data"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("minifasnet-v2-80x80.safetensors", result.Error);
        Assert.Single(result.Error.Trim().Split('\n'));
    }

    [SharedFact(V2, V1SE)]
    public async Task EvalLiveness_BadInput_OneLineAndExitCodeTwo()
    {
        AssertRefused(await Eval("--report", _folder.PathOf("report.pdf")), "must end in .html or .png");
        AssertRefused(await Eval("--report", _folder.PathOf("nowhere/report.png")), "does not exist");
        await File.WriteAllBytesAsync(_folder.PathOf("live/bad.jpg"), Encoding.UTF8.GetBytes("no picture"));
        AssertRefused(await Eval(), "not an image");
    }

    private Task<CliResult> Eval(params string[] more) => Facegrid.Run(
        [
            "eval", "liveness", "--crops", "--live", _folder.PathOf("live"), "--spoof", _folder.PathOf("spoof"),
            "--models", SharedFiles.PathOf("models"), "--data", _folder.PathOf("data"), .. more,
        ]);

    private static void AssertRefused(CliResult result, string reason)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error);
        Assert.Single(result.Error.Trim().Split('\n'));
    }
}
