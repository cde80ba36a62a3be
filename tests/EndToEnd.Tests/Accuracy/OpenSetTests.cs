using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Accuracy;

/// <summary>From free photos to decisions: detection, alignment, calibration, τ from the asked FPIR.</summary>
public sealed class OpenSetTests : IDisposable
{
    private const string Model = "models/mobilefacenet-112x112.safetensors";
    private const string Known = "data/lfw250/known";
    private const string Strangers = "data/lfw250/strangers";
    private const string Aligned = "data/lfw112/images";

    private readonly SyntheticPeopleFolder _folder = new(0);

    public void Dispose() => _folder.Dispose();

    [SharedFact(Model, "models/mtcnn.safetensors", Known, Strangers, Aligned)]
    public async Task EvalIdentify_CalibratedOnOtherPeople_FindsTheEnrolledAndKeepsItsPromise()
    {
        string[] common =
            ["--model", SharedFiles.PathOf(Model), "--models", SharedFiles.PathOf("models"), "--data", _folder.PathOf("data"), "--json"];
        var (images, people) = OtherPeople();
        var calibration = (await Facegrid.Run(
        [
            "calibrate", "--images", images, "--aligned",
            "--without", SharedFiles.PathOf(Known), "--without", SharedFiles.PathOf(Strangers),
            "--same", Path.Combine(SharedFiles.RepositoryRoot, "docs", "results", "lfw-same-people.txt"),
            "--report", _folder.PathOf("calibration.html"), .. common,
        ])).Succeeded().Json[0].GetProperty("calibration");

        // Every photo with those of everybody else; the list of --same takes out a few that are one person under two names.
        long photos = people.Sum(), impostors = ((photos * photos) - people.Sum(n => (long)n * n)) / 2;
        Assert.InRange(calibration.GetProperty("impostorComparisons").GetInt64(), impostors - 100, impostors);
        var genuine = people.Sum(n => n * (n - 1L) / 2);
        Assert.InRange(calibration.GetProperty("genuineComparisons").GetInt64(), genuine, genuine + 100);

        var result = (await Facegrid.Run(
        [
            "eval", "identify", "--known", SharedFiles.PathOf(Known), "--strangers", SharedFiles.PathOf(Strangers), "--central",
            "--report", _folder.PathOf("identify.png"), .. common,
        ])).Succeeded().Json[0];

        // 120 people from one photo each, 351 further photos of them, 120 strangers.
        Assert.Equal(120, result.GetProperty("enrolled").GetInt32() + result.GetProperty("failedToEnrol").GetArrayLength());
        Assert.True(result.GetProperty("failedToEnrol").GetArrayLength() <= 2, result.GetProperty("failedToEnrol").ToString());
        Assert.Equal(120, result.GetProperty("nonMatedProbes").GetInt32());
        Assert.InRange(result.GetProperty("rankOne").GetDouble(), 0.98, 1);
        Assert.InRange(result.GetProperty("fnir").GetDouble(), 0, 0.06);
        var (predicted, measured) = (result.GetProperty("predictedFpir").GetDouble(), result.GetProperty("fpirInterval"));
        Assert.Equal(0.003, predicted, 1e-4);
        Assert.InRange(predicted, measured.GetProperty("low").GetDouble(), measured.GetProperty("high").GetDouble());

        // The report is there, and a picture.
        var sheet = ImageCodec.Load(_folder.PathOf("identify.png"));
        Assert.True(sheet.Width > 600 && sheet.Height > 1000, $"{sheet.Width} x {sheet.Height}");
        var page = await File.ReadAllTextAsync(_folder.PathOf("calibration.html"));
        Assert.Contains("data:image/png;base64,", page, StringComparison.Ordinal);
    }

    /// <summary>
    /// Two photos at most of every second person who is not among the 240: enough for this gallery's FMR, and minutes less than all of
    /// them.
    /// </summary>
    /// <returns>The folder, and how many photos each person has in it.</returns>
    private (string Folder, List<int> People) OtherPeople()
    {
        var taken = new[] { Known, Strangers }
            .SelectMany(f => Directory.EnumerateDirectories(SharedFiles.PathOf(f)))
            .Select(Path.GetFileName)
            .ToHashSet();
        var people = new List<int>();
        var everybody = Directory.EnumerateDirectories(SharedFiles.PathOf(Aligned)).Order(StringComparer.Ordinal);
        foreach (var person in everybody.Where((_, i) => i % 2 == 0))
        {
            if (taken.Contains(Path.GetFileName(person)))
            {
                continue;
            }

            var own = Directory.CreateDirectory(_folder.PathOf(Path.Combine("others", Path.GetFileName(person)))).FullName;
            var photos = Directory.EnumerateFiles(person).Order(StringComparer.Ordinal).Take(2).ToList();
            photos.ForEach(p => File.CreateSymbolicLink(Path.Combine(own, Path.GetFileName(p)), p));
            people.Add(photos.Count);
        }

        return (_folder.PathOf("others"), people);
    }
}
