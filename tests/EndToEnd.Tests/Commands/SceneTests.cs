using System.Text.Json;
using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>Photos with several faces, without a face, and without a detector.</summary>
public sealed class SceneTests : IDisposable
{
    private const string Model = "models/mobilefacenet-112x112.safetensors";
    private const string Detector = "models/mtcnn.safetensors";
    private const string Known = "data/lfw250/known";

    private static readonly string[] People = ["Angela_Bassett", "Edmund_Stoiber", "Jason_Kidd"];

    private readonly SyntheticPeopleFolder _folder = new(1);

    private string[] Common =>
        ["--model", SharedFiles.PathOf(Model), "--models", SharedFiles.PathOf("models"), "--data", _folder.PathOf("data")];

    public void Dispose() => _folder.Dispose();

    [SharedFact(Model, Detector, Known)]
    public async Task Scene_OfThreePeople_AnswersForEachAndEnrolsNoneUnlessToldWhich()
    {
        var people = SomePeople();
        foreach (var (name, photos) in people)
        {
            (await Facegrid.Run(["enroll", name, photos[0], "--central", .. Common])).Succeeded();
        }

        // Three photos side by side, the middle one twice as large.
        var scene = _folder.PathOf("scene.png");
        SaveScene(scene, [.. people.Select(p => p.Photos[1])]);

        var refused = await Facegrid.Run(["enroll", "somebody", scene, .. Common]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("scene.png: 3 faces were found, one was expected; --largest", refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Facegrid.Run(["identities", "show", "somebody", .. Common])).ExitCode);

        var answers = (await Facegrid.Run(["recognize", scene, "--json", .. Common])).Succeeded().Json;
        Assert.Equal(3, answers.Count);
        var fromLeft = answers.OrderBy(a => a.GetProperty("boxPx").GetProperty("x").GetDouble()).ToList();
        Assert.Equal(people.Select(p => p.Name), fromLeft.Select(a => a.GetProperty("identity").GetString()));
        Assert.All(answers, a => Assert.Equal("mtcnn", a.GetProperty("located").GetString()));
        Assert.All(answers, a => Assert.True(a.GetProperty("quality").GetProperty("faceSidePx").GetDouble() > 40));

        var largest = (await Facegrid.Run(["recognize", scene, "--largest", "--json", .. Common])).Succeeded().Json;
        Assert.Equal(people[1].Name, Assert.Single(largest).GetProperty("identity").GetString());
    }

    [SharedFact(Model, Detector, Known)]
    public async Task Photo_WithoutAFace_IsNotEnrolledAndNotDecidedOn()
    {
        var (name, photos) = SomePeople()[0];
        (await Facegrid.Run(["enroll", name, photos[0], "--central", .. Common])).Succeeded();
        var wall = _folder.PathOf("wall.png");
        File.WriteAllBytes(wall, ImageCodec.EncodePng(new RgbImage(320, 240, [.. Enumerable.Repeat((byte)180, 320 * 240 * 3)])));

        var enrolled = await Facegrid.Run(["enroll", "ghost", wall, .. Common]);
        var asked = await Facegrid.Run(["recognize", wall, "--json", .. Common]);

        Assert.Equal((2, 2), (enrolled.ExitCode, asked.ExitCode));
        Assert.Contains("wall.png: no face was found", enrolled.Error, StringComparison.Ordinal);
        var answer = Assert.Single(asked.Json);
        Assert.Equal(("CannotDecide", "NoFace"), (answer.GetProperty("outcome").GetString(), answer.GetProperty("why").GetString()));
        Assert.Equal(1, answer.GetProperty("gallerySize").GetInt32());
    }

    [Fact]
    public async Task Photo_WithoutADetector_IsTakenAsItIsAndTheAnswerSaysSo()
    {
        var data = _folder.PathOf("data");
        (await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--data", data)).Succeeded();

        var answer = (await Facegrid.Run("recognize", _folder.Enrolment(0), "--json", "--data", data)).Succeeded().Json[0];
        var named = await Facegrid.Run("recognize", _folder.Enrolment(0), "--detector", "mtcnn", "--data", data);
        var live = await Facegrid.Run("recognize", _folder.Enrolment(0), "--liveness", "--data", data);

        Assert.Equal("alice", answer.GetProperty("identity").GetString());
        Assert.StartsWith("no detector is installed", answer.GetProperty("located").GetString(), StringComparison.Ordinal);
        Assert.Equal((2, 2), (named.ExitCode, live.ExitCode));
        Assert.Contains("facegrid models pull mtcnn", named.Error, StringComparison.Ordinal);
        Assert.Contains("liveness: is judged on photos in which a detector finds the face", live.Error, StringComparison.Ordinal);
    }

    [SharedFact(Model, Detector, "models/minifasnet-v2-80x80.safetensors", "models/minifasnet-v1se-80x80.safetensors", Known)]
    public async Task Liveness_AskedForOrRequired_IsJudgedAndDecidesFirst()
    {
        var (name, photos) = SomePeople()[0];
        (await Facegrid.Run(["enroll", name, photos[0], "--central", .. Common])).Succeeded();

        var plain = (await Facegrid.Run(["recognize", photos[1], "--central", "--json", .. Common])).Succeeded().Json[0];
        var judged = (await Facegrid.Run(["recognize", photos[1], "--central", "--liveness", "--json", .. Common])).Succeeded().Json[0];
        var score = judged.GetProperty("live").GetDouble();

        // A threshold above the photo's liveness score rejects it, one below accepts it.
        (await Facegrid.Run(["galleries", "set", "--liveness", "true", "--live-threshold", Text(Math.Min(1, score + 0.001)), .. Common]))
            .Succeeded();
        var refused = (await Facegrid.Run(["recognize", photos[1], "--central", "--json", .. Common])).Succeeded().Json[0];
        (await Facegrid.Run(["galleries", "set", "--live-threshold", Text(Math.Max(1e-9, score * 0.999)), .. Common])).Succeeded();
        var passed = (await Facegrid.Run(["recognize", photos[1], "--central", "--json", .. Common])).Succeeded().Json[0];

        Assert.Equal(JsonValueKind.Null, plain.GetProperty("live").ValueKind);
        Assert.Equal(name, plain.GetProperty("identity").GetString());
        Assert.InRange(score, 0, 1);
        Assert.Equal(("CannotDecide", "NotLive"), (refused.GetProperty("outcome").GetString(), refused.GetProperty("why").GetString()));
        Assert.Equal(name, passed.GetProperty("identity").GetString());

        static string Text(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static List<(string Name, List<string> Photos)> SomePeople()
    {
        var root = SharedFiles.PathOf(Known);
        var names = People.All(p => Directory.Exists(Path.Combine(root, p)))
            ? People
            : [.. Directory.GetDirectories(root).Order(StringComparer.Ordinal).Take(3).Select(d => Path.GetFileName(d))];
        return [.. names.Select(n => (n, Directory.GetFiles(Path.Combine(root, n)).Order(StringComparer.Ordinal).ToList()))];
    }

    private static void SaveScene(string file, IReadOnlyList<string> photos)
    {
        var scene = new RgbImage(160 + 320 + 160, 320);
        var x = 0;
        foreach (var (photo, side) in photos.Zip([160, 320, 160]))
        {
            // Centre of the photo: LFW photos also show shoulders and other people.
            var face = ImageCodec.Load(photo);
            var middle = ImageOps.Resize(ImageOps.Crop(face, 45, 45, 160, 160), side, side);
            for (var y = 0; y < side; y++)
            {
                middle.Pixels.AsSpan(y * side * 3, side * 3).CopyTo(
                    scene.Pixels.AsSpan((((y + ((320 - side) / 2)) * scene.Width) + x) * 3));
            }

            x += side;
        }

        File.WriteAllBytes(file, ImageCodec.EncodePng(scene));
    }
}
