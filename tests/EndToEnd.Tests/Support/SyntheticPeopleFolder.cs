using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>A temporary folder with photos of synthetic people: <c>people/p0001/1.ppm</c> and so on.</summary>
internal sealed class SyntheticPeopleFolder : IDisposable
{
    // A population other than the demo's.
    private const ulong Population = 7;

    private readonly SyntheticPeople _population = new(Population);

    public SyntheticPeopleFolder(int people)
    {
        Directory.CreateDirectory(People);
        Parallel.For(0, people, p =>
        {
            Directory.CreateDirectory(Path.Combine(People, Name(p)));
            File.WriteAllBytes(Enrolment(p), ImageCodec.EncodePng(_population.Photo(p, 0, Difficulty.Studio)));
        });
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("facegrid-test-").FullName;

    public string People => Path.Combine(Root, "people");

    public static string Name(int person) => $"p{person:D4}";

    public string Enrolment(int person) => Path.Combine(People, Name(person), "1.png");

    /// <summary>Another photo of a person, who may be a stranger to the folder.</summary>
    public string Probe(int person, int photo = 1)
    {
        var file = Path.Combine(Root, $"probe-{person}-{photo}.png");
        File.WriteAllBytes(file, ImageCodec.EncodePng(_population.Photo(person, photo, Difficulty.Studio)));
        return file;
    }

    public string PathOf(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
