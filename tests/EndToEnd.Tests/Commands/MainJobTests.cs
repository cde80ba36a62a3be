using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Commands;

public sealed class MainJobTests
{
    [Fact]
    public async Task EnrollRecognizeVerifyRemove_AsAUserWould_EachAnswerIsRight()
    {
        using var folder = new SyntheticPeopleFolder(5);
        var data = folder.PathOf("data");
        for (var p = 0; p < 5; p++)
        {
            (await Facegrid.Run("enroll", SyntheticPeopleFolder.Name(p), folder.Enrolment(p), "--data", data)).Succeeded();
        }

        var probe = (await Facegrid.Run("recognize", folder.Probe(3), "--json", "--data", data)).Succeeded().Json[0];
        Assert.Equal("Recognized", probe.GetProperty("outcome").GetString());
        Assert.Equal("p0003", probe.GetProperty("identity").GetString());
        Assert.Equal(5, probe.GetProperty("gallerySize").GetInt32());
        Assert.Equal(3, probe.GetProperty("candidates").GetArrayLength());
        Assert.True(probe.GetProperty("distance").GetDouble() < probe.GetProperty("threshold").GetDouble());
        Assert.True(probe.GetProperty("encodeMs").GetDouble() > 0 && probe.GetProperty("searchMs").GetDouble() > 0);

        Assert.True(
            (await Facegrid.Run("verify", "p0002", folder.Probe(2), "--json", "--data", data)).Succeeded().Json[0].GetProperty("verified")
                .GetBoolean());
        Assert.False(
            (await Facegrid.Run("verify", "p0002", folder.Probe(4), "--json", "--data", data)).Succeeded().Json[0].GetProperty("verified")
                .GetBoolean());

        (await Facegrid.Run("identities", "remove", "p0003", "--data", data)).Succeeded();
        var gone = (await Facegrid.Run("recognize", folder.Enrolment(3), "--json", "--data", data)).Succeeded().Json[0];
        Assert.NotEqual("p0003", gone.GetProperty("identity").GetString());
        Assert.Equal(4, gone.GetProperty("gallerySize").GetInt32());
    }

    [Fact]
    public async Task Enroll_SamePhotoAgain_AddsNothing()
    {
        using var folder = new SyntheticPeopleFolder(1);
        var data = folder.PathOf("data");

        (await Facegrid.Run("enroll", "alice", folder.Enrolment(0), "--data", data)).Succeeded();
        var again = (await Facegrid.Run("enroll", "alice", folder.Enrolment(0), "--json", "--data", data)).Succeeded().Json[0];

        Assert.Equal((1, 0), (again.GetProperty("templates").GetInt32(), again.GetProperty("added").GetInt32()));
    }

    [Fact]
    public async Task Demo_Small_RecognisesItsPeopleAndDrawsTheContactSheet()
    {
        using var folder = new SyntheticPeopleFolder(0);
        var demo = folder.PathOf("demo");

        var result = (await Facegrid.Run("demo", "--people", "20", "--probes", "3", "--strangers", "40", "--out", demo, "--json"))
            .Succeeded().Json[0];

        Assert.Equal(
            (20, 60, 40),
            (
                result.GetProperty("enrolled").GetInt32(),
                result.GetProperty("matedProbes").GetInt32(),
                result.GetProperty("nonMatedProbes").GetInt32()));
        Assert.InRange(result.GetProperty("rankOne").GetDouble(), 0.9, 1);
        Assert.InRange(result.GetProperty("fnir").GetDouble(), 0, 0.25);
        Assert.InRange(result.GetProperty("fpir").GetDouble(), 0, 0.1);
        var sheet = ImageCodec.Load(Path.Combine(demo, "contact-sheet.png"));
        Assert.True(sheet.Width > 400 && sheet.Height > 400, $"{sheet.Width} x {sheet.Height}");

        // The demo's gallery answers later commands.
        var again = await Facegrid.Run(
            "recognize", Path.Combine(demo, "photos", "enrolled"), "--aligned", "--json", "--data", Path.Combine(demo, "data"));
        Assert.All(again.Succeeded().Json, j =>
            Assert.Equal(
                Path.GetFileName(Path.GetDirectoryName(j.GetProperty("probe").GetString())), j.GetProperty("identity").GetString()));
    }

    [Fact]
    public async Task Demo_FolderWithOtherFiles_RefusedAndUnchanged()
    {
        using var folder = new SyntheticPeopleFolder(1);

        var result = await Facegrid.Run("demo", "--out", folder.People);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("not created by a demo", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.Enrolment(0)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("demo")]
    [InlineData("enroll")]
    [InlineData("verify")]
    [InlineData("recognize")]
    [InlineData("identities")]
    [InlineData("identities list")]
    [InlineData("models list")]
    [InlineData("eval pairs")]
    [InlineData("eval identify")]
    [InlineData("train")]
    [InlineData("calibrate")]
    [InlineData("galleries show")]
    [InlineData("galleries set")]
    [InlineData("detect")]
    [InlineData("eval liveness")]
    public async Task Help_OnEveryLevel_DescribesTheCommand(string command)
    {
        var result = (await Facegrid.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).Succeeded();

        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains("--data", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_List_ShowsTheBundledEncoderAsDefault()
    {
        var models = (await Facegrid.Run("models", "list", "--json")).Succeeded().Json;

        var bundled = Assert.Single(models, m => m.GetProperty("default").GetBoolean());
        Assert.InRange(bundled.GetProperty("bytes").GetInt64(), 1, 8 << 20);
        Assert.InRange(bundled.GetProperty("threshold").GetDouble(), 0.01, 2);
    }
}
