using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Commands;

public sealed class DetectTests
{
    private const string Weights = "models/mtcnn.safetensors";
    private const string Photo = "data/lfw250/known/Aaron_Peirsol/Aaron_Peirsol_0001.jpg";
    private const string Another = "data/lfw250/known/Abel_Pacheco/Abel_Pacheco_0001.jpg";

    [SharedFact(Weights, Photo)]
    public async Task Detect_OnePhoto_TellsBoxScoreAndLandmarksAndDrawsThem()
    {
        using var folder = new SyntheticPeopleFolder(0);
        var drawing = folder.PathOf("drawn.png");

        var answer = (await Run(folder, SharedFiles.PathOf(Photo), "--draw", drawing, "--json")).Succeeded().Json[0];

        Assert.Equal((250, 250), (answer.GetProperty("widthPx").GetInt32(), answer.GetProperty("heightPx").GetInt32()));
        Assert.Equal("mtcnn", answer.GetProperty("detector").GetString());
        Assert.True(answer.GetProperty("detectMs").GetDouble() > 0);
        var face = Assert.Single(answer.GetProperty("faces").EnumerateArray());
        var box = face.GetProperty("boxPx");
        Assert.InRange(box.GetProperty("x").GetDouble(), 60, 90);
        Assert.InRange(box.GetProperty("y").GetDouble(), 50, 90);
        Assert.InRange(box.GetProperty("width").GetDouble(), 70, 130);
        Assert.InRange(box.GetProperty("height").GetDouble(), 90, 150);
        Assert.InRange(face.GetProperty("score").GetDouble(), 0.9, 1);
        Assert.Equal(5, face.GetProperty("landmarksPx").GetArrayLength());
        var drawn = ImageCodec.Load(drawing);
        Assert.Equal((640, 640), (drawn.Width, drawn.Height));
    }

    [SharedFact(Weights, Photo, Another)]
    public async Task Detect_SeveralPhotosOneUnreadable_ReportsTheOthersInOrderAndDrawsASheet()
    {
        using var folder = new SyntheticPeopleFolder(0);
        var broken = folder.PathOf("broken.jpg");
        await File.WriteAllTextAsync(broken, "no picture");

        var result = await Run(
            folder, SharedFiles.PathOf(Photo), broken, SharedFiles.PathOf(Another), "--draw", folder.PathOf("sheet.png"), "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(broken, result.Error);
        Assert.Equal([SharedFiles.PathOf(Photo), SharedFiles.PathOf(Another)], result.Json.Select(j => j.GetProperty("photo").GetString()));
        Assert.True(ImageCodec.Load(folder.PathOf("sheet.png")).Width > 640);
    }

    [SharedFact(Weights, Photo)]
    public async Task Detect_MinScoreThatNothingReaches_FindsNoFaceAndSucceeds() =>
        Assert.Contains("no face", (await Run(null, SharedFiles.PathOf(Photo), "--min-score", "0.9999999")).Succeeded().Output);

    [Fact]
    public async Task Detect_NoWeights_SaysInOneLineWhatToDo()
    {
        using var folder = new SyntheticPeopleFolder(1);

        var result = await Facegrid.Run("detect", folder.Enrolment(0), "--data", folder.PathOf("data"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("facegrid models pull mtcnn", result.Error);
        Assert.Contains("mtcnn.safetensors", result.Error);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("--detector", "haar", "mtcnn and tiny-face-detector")]
    [InlineData("--min-score", "2", "above 0 and below 1")]
    [InlineData("--draw", "faces.gif", ".png")]
    [InlineData("--draw", "/no/such/folder/faces.png", "does not exist")]
    public async Task Detect_OptionThatCannotBe_IsBadInput(string option, string value, string reason)
    {
        using var folder = new SyntheticPeopleFolder(1);

        var result = await Facegrid.Run("detect", folder.Enrolment(0), option, value, "--data", folder.PathOf("data"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error);
    }

    /// <summary>Memory of the whole process, including the decoded photo (36 MB) and libtorch.</summary>
    [SharedFact(Weights, Photo)]
    public async Task Detect_TwelveMegapixels_NeedsBoundedMemory()
    {
        using var folder = new SyntheticPeopleFolder(0);
        var large = folder.PathOf("large.jpg");
        await File.WriteAllBytesAsync(
            large, ImageCodec.EncodeJpeg(ImageOps.Resize(ImageCodec.Load(SharedFiles.PathOf(Photo)), 4000, 3000)));

        using var process = Facegrid.Start("detect", large, "--models", SharedFiles.PathOf("models"), "--data", folder.PathOf("data"));
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
        }

        Assert.True(process.ExitCode == 0, await error);
        Assert.Contains("1 face", await output);
        Assert.InRange(peak, 50L << 20, 900L << 20);
    }

    private static Task<CliResult> Run(SyntheticPeopleFolder? folder, params string[] arguments) => Facegrid.Run(
        [
            "detect", .. arguments, "--models", SharedFiles.PathOf("models"), "--data",
            folder?.PathOf("data") ?? Path.Combine(Path.GetTempPath(), "facegrid-none"),
        ]);
}
