using System.Text.Json;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Preparation;

namespace FaceGrid.Vision.Tests.Training.Preparation;

[Collection(ThreadCountCollection.Name)]
public sealed partial class SetPreparationTests : IDisposable
{
    private static readonly (
        byte,
        byte,
        byte) Red = (220, 60, 60), Reddish = (220, 70, 60), Green = (100, 220, 60), Olive = (200, 190, 60), Pink = (230, 90, 200);

    private readonly ColouredPeople _people = new();

    [Fact]
    public void Run_TwoSources_WritesAlignedCropsUnderTheirNames()
    {
        _people.Add("one", "anna", Red, Reddish);
        _people.Add("one", "bert", Green, Green);
        _people.Add("two", "Anna", Pink, Pink);
        _people.Add("two", "carl", Olive);

        var report = Run(
            new PreparationOptions { Sources = Sources("one", "two"), Output = _people.PathOf("out"), SamePersonNearerThan = 0 });

        Assert.Equal(["bert", "carl", "one-anna", "two-Anna"], Names("out"));
        Assert.Equal((4, 7, 1), (report.People, report.Photos, report.PeopleWithOnePhoto));
        Assert.Equal([(2, 4, 4), (2, 3, 3)], report.Sources.Select(s => (s.People, s.Photos, s.Faces)));
        var crop = ImageCodec.Load(_people.PathOf("out/bert/1.jpg"));
        Assert.Equal((112, 112), (crop.Width, crop.Height));
        Assert.Equal(100, crop.Pixels[0], 4.0);
    }

    [Fact]
    public void Run_ApartFromASet_DropsNearPeopleAndMeasuresTheOthersAgain()
    {
        _people.Add("one", "anna", Red, Green, Green);
        _people.Add("one", "bert", Green, Green);
        _people.Add("one", "carl", Olive);
        _people.Add("other", "red", Reddish);
        _people.Add("other", "pink", Pink);

        // Anna's mean is far from the reference set, but one of her photos is as red as a photo of it.
        var report = Run(Apart() with { MeanNearerThan = 0.05, NearerThan = 0.05 });

        Assert.Equal(["bert", "carl"], Names("out"));
        var dropped = Assert.Single(report.Apart!.Dropped);
        Assert.Equal("anna", dropped.Person);
        Assert.True(dropped.PhotoDistance < 0.05 && dropped.MeanDistance > 0.05);
        Assert.Equal(Brute(), report.Apart.SmallestPhotoDistance, 1e-5);
        Assert.True(report.Apart.SmallestPhotoDistance >= 0.05 && report.Apart.SmallestMeanDistance >= 0.05);
        Assert.Equal(2, report.Apart.Kept.Count);
        Assert.True(File.Exists(_people.PathOf("out/nearest-dropped.png")) && File.Exists(_people.PathOf("out/nearest-kept.png")));
        using var json = JsonDocument.Parse(File.ReadAllText(_people.PathOf("out/preparation.json")));
        Assert.Equal("anna", json.RootElement.GetProperty("apart").GetProperty("dropped")[0].GetProperty("person").GetString());

        double Brute() => Directory.GetFiles(_people.PathOf("out"), "*.jpg", SearchOption.AllDirectories)
            .SelectMany(a => Directory.GetFiles(_people.PathOf("other"), "*.png", SearchOption.AllDirectories)
                .Select(
                    b => FaceEncoding.SquaredDistance(ColourEncoder.Of(ImageCodec.Load(a)), ColourEncoder.Of(ImageCodec.Load(b))))).Min();
    }

    [Fact]
    public void Run_MeanNearTheSet_DropsEvenWhereNoPhotoIs()
    {
        _people.Add("one", "anna", (255, 128, 128), (128, 255, 128));
        _people.Add("one", "bert", Pink);
        _people.Add("one", "carl", (60, 60, 220));
        _people.Add("other", "between", (218, 218, 128));

        var report = Run(Apart() with { MeanNearerThan = 0.05, NearerThan = 0.05 });

        Assert.Equal(["bert", "carl"], Names("out"));
        Assert.True(report.Apart!.Dropped.Single() is { MeanDistance: < 0.05, PhotoDistance: > 0.3 });
    }

    [Fact]
    public void Run_OnePersonInTwoSources_IsMergedIntoTheFirst()
    {
        _people.Add("one", "anna", Red, Red);
        _people.Add("one", "bert", Green);
        _people.Add("two", "carl", Reddish);
        _people.Add("two", "dora", Pink);

        var report = Run(
            new PreparationOptions { Sources = Sources("one", "two"), Output = _people.PathOf("out"), SamePersonNearerThan = 0.05 });

        Assert.Equal(["anna", "bert", "dora"], Names("out"));
        Assert.Equal(("anna", "carl"), report.Merged.Select(m => (m.Kept, m.Merged)).Single());
        Assert.Equal(["0.jpg", "1.jpg", "carl-0.jpg"], Directory.GetFiles(_people.PathOf("out/anna")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Run_PhotoOfAnotherPerson_IsLeftOut()
    {
        _people.Add("one", "anna", Red, Red, Reddish, Red, Green);
        _people.Add("one", "bert", Green);

        var report = Run(
            new PreparationOptions
            {
                Sources = Sources("one"),
                Output = _people.PathOf("out"),
                SamePersonNearerThan = 0,
                StrayFartherThan = 0.8,
            });

        Assert.Equal(_people.PathOf("one/anna/4.png"), Assert.Single(report.Strays).Path);
        Assert.Equal(4, Directory.GetFiles(_people.PathOf("out/anna")).Length);
    }

    [Fact]
    public void Run_OtherSetUnreadableOrWithoutFaces_IsRefusedOrCounted()
    {
        _people.Add("one", "anna", Red);
        _people.Add("one", "bert", Green);
        _people.Add("other", "pink", Pink, Olive);
        File.WriteAllText(_people.PathOf("other/pink/1.png"), "no picture");
        Assert.Equal(_people.PathOf("other/pink/1.png"), Assert.Throws<BadInputException>(() => Run(Apart())).Subject);

        // Small ones hold no face for this locator.
        File.WriteAllBytes(_people.PathOf("other/pink/1.png"), ImageCodec.EncodePng(ColouredPeople.Filled(Olive, 50)));
        var report = SetPreparation.Run(
            Apart() with { ApartAligned = false, NearerThan = 0.01, MeanNearerThan = 0.01 },
            new PlantedLocator(photo => photo.Width < 100 ? [] : [(36, 36)]),
            new ColourEncoder(),
            1,
            null,
            CancellationToken.None);

        Assert.Equal((1, 1), (report.Apart!.Photos, report.Apart.Faceless));
        Assert.Contains("1 more without a face", PreparationReportFile.Text(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AlignedSource_TakesTheFilesAsTheyAre()
    {
        _people.Add("one", "anna", Red, Reddish);
        _people.Add("one", "bert", Green);
        Directory.CreateDirectory(_people.PathOf("one/carl"));
        File.WriteAllBytes(_people.PathOf("one/carl/0.png"), ImageCodec.EncodePng(ColouredPeople.Filled(Pink, 90)));

        var report = Run(
            new PreparationOptions
            {
                Sources = Sources("one"),
                Output = _people.PathOf("out"),
                Aligned = true,
                SamePersonNearerThan = 0,
                UnreadableLimit = 0.5,
            });

        Assert.Equal(File.ReadAllBytes(_people.PathOf("one/anna/1.png")), File.ReadAllBytes(_people.PathOf("out/anna/1.png")));
        Assert.Equal(["anna", "bert"], Names("out"));
        Assert.Contains("90 x 90", Assert.Single(report.Unreadable).Reason, StringComparison.Ordinal);
        Assert.Equal(("anna", "bert"), (report.NearestPeople!.First, report.NearestPeople.Second));
    }

    public void Dispose() => _people.Dispose();

    private static PlantedLocator Middle() =>
        new(photo => [((photo.Width - PlantedLocator.Side) / 2, (photo.Height - PlantedLocator.Side) / 2)]);

    private static PreparationReport Run(PreparationOptions options) =>
        SetPreparation.Run(options, Middle(), new ColourEncoder(), 2, null, CancellationToken.None);

    private PreparationOptions Apart() => new()
    {
        Sources = Sources("one"),
        Output = _people.PathOf("out"),
        ApartFrom = _people.PathOf("other"),
        ApartAligned = true,
        SamePersonNearerThan = 0,
    };

    private string[] Sources(params string[] names) => [.. names.Select(_people.PathOf)];

    private IEnumerable<string?> Names(string folder) =>
        Directory.GetDirectories(_people.PathOf(folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
