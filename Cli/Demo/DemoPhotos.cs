using System.Globalization;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Cli.Demo;

/// <summary>Renders the photos of synthetic people to files.</summary>
internal static class DemoPhotos
{
    /// <summary>Renders all photos to files, which the demo then reads like any other command.</summary>
    /// <param name="options">Numbers of people and photos.</param>
    /// <param name="folder">Output folder.</param>
    /// <param name="rendered">Called with the number of photos rendered so far.</param>
    /// <param name="cancellationToken">Cancels the rendering.</param>
    public static OpenSetPlan Render(DemoOptions options, string folder, Action<int> rendered, CancellationToken cancellationToken)
    {
        var population = new SyntheticPeople((ulong)options.Population);
        var enrolments = Enumerable.Range(0, options.People)
            .Select(p => new Photo(p, Index: 0, Difficulty.Studio, Path.Combine(folder, "enrolled", Name(p), "1.png")))
            .ToList();
        var probes = Enumerable.Range(0, options.People)
            .SelectMany(p => Enumerable.Range(1, options.Probes)
                .Select(i =>
                    new Photo(
                        p,
                        i,
                        Difficulty.Everyday,
                        Path.Combine(folder, "probes", Name(p), $"{(i + 1).ToString(CultureInfo.InvariantCulture)}.png"))))
            .ToList();
        var strangers = Enumerable.Range(options.People, options.Strangers)
            .Select(p => new Photo(p, Index: 0, Difficulty.Everyday, Path.Combine(folder, "strangers", Name(p), "1.png")))
            .ToList();

        var count = 0;
        Parallel.ForEach(
            enrolments.Concat(probes).Concat(strangers),
            new ParallelOptions { CancellationToken = cancellationToken },
            photo =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(photo.File)!);
                File.WriteAllBytes(photo.File, ImageCodec.EncodePng(population.Photo(photo.Person, photo.Index, photo.Difficulty)));
                rendered(Interlocked.Increment(ref count));
            });

        return new OpenSetPlan(
            enrolments.ConvertAll(p => (Name(p.Person), (IReadOnlyList<string>)[p.File])),
            probes.ConvertAll(p => (Name(p.Person), p.File)),
            strangers.ConvertAll(p => (Name(p.Person), p.File)));
    }

    public static int Count(DemoOptions options) => options.People * (1 + options.Probes) + options.Strangers;

    /// <summary>Path of a person's enrolment photo.</summary>
    public static string EnrolledFile(string folder, string person) => Path.Combine(folder, "enrolled", person, "1.png");

    private static string Name(int person) => string.Create(CultureInfo.InvariantCulture, $"person-{person + 1:D3}");

    private sealed record Photo(int Person, int Index, Difficulty Difficulty, string File);
}
