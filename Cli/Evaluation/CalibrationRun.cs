using FaceGrid.Cli.CommandLine;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Measures the distances of a calibration.</summary>
internal static class CalibrationRun
{
    /// <summary>Measures each population. The labels of all are checked before any photo is encoded.</summary>
    /// <exception cref="BadInputException">The labels give too few comparisons.</exception>
    public static async Task<IReadOnlyList<(string Name, string Folder, CalibrationMeasurement Measured)>> Of(
        CommandContext context, PhotoReader reader, CalibrateArguments arguments, CancellationToken cancellationToken)
    {
        var choice = arguments.Faces.Choice;
        if (arguments.Pairs is { } file)
        {
            var (name, folder) = arguments.Populations[0];
            var protocol = PairsFile.Parse(file);
            CheckLabels(file, protocol.Pairs.Count(p => p.Same), protocol.Pairs.Count(p => !p.Same));
            return [(name, folder, await OfPairs(context, reader, choice, folder, protocol, cancellationToken))];
        }

        var same = SamePeopleFile.Read(arguments.Same);
        var without = arguments.Without.SelectMany(PhotoFiles.People).Select(p => p.Person).ToHashSet(StringComparer.Ordinal);
        var populations = arguments.Populations
            .Select(p => (p.Name, p.Folder, People: PhotoFiles.People(p.Folder).FindAll(person => !without.Contains(person.Person))))
            .ToList();
        foreach (var (_, folder, people) in populations)
        {
            var photos = people.Sum(p => (long)p.Photos.Count);
            var genuines = people.Sum(p => p.Photos.Count * (p.Photos.Count - 1L) / 2);
            CheckLabels(folder, genuines, (photos * (photos - 1) / 2) - genuines);
        }

        var measured = new List<(string, string, CalibrationMeasurement)>();
        foreach (var (name, folder, people) in populations)
        {
            measured.Add((name, folder, await OfPeople(context, reader, choice, people, same, cancellationToken)));
        }

        return measured;
    }

    /// <summary>Fails like the measurement would, before it.</summary>
    private static void CheckLabels(string source, long genuines, long impostors)
    {
        if (impostors < ThresholdTable.LeastImpostors)
        {
            throw new BadInputException(
                source, $"{impostors} comparisons of different people, at least {ThresholdTable.LeastImpostors} are needed");
        }

        if (genuines == 0)
        {
            throw new BadInputException(source, "no comparison of two photos of one person: every person has one photo");
        }
    }

    private static async Task<CalibrationMeasurement> OfPeople(
        CommandContext context,
        PhotoReader reader,
        FaceChoice choice,
        List<(string Person, List<string> Photos)> people,
        IReadOnlySet<(string, string)> same,
        CancellationToken cancellationToken)
    {
        var photos = people.SelectMany((p, i) => p.Photos.Select(photo => (Photo: photo, Person: i))).ToList();
        var encodings = await PhotoEncodings.Make(context, reader, choice, photos.ConvertAll(p => p.Photo), cancellationToken);
        var found = photos.FindAll(p => encodings.ContainsKey(p.Photo));
        var pairs = AllPairs.Measure(
            found.ConvertAll(p => encodings[p.Photo]),
            found.ConvertAll(p => p.Person),
            same.Count == 0 ? null : (a, b) => same.Contains((people[a].Person, people[b].Person)));
        return new CalibrationMeasurement(
            pairs.Impostors,
            pairs.Genuines,
            pairs.People,
            pairs.Photos,
            photos.Count - found.Count,
            [.. pairs.NearestImpostors.Select(p => new NearPhotos(found[p.First].Photo, found[p.Second].Photo, p.Distance))]);
    }

    private static async Task<CalibrationMeasurement> OfPairs(
        CommandContext context,
        PhotoReader reader,
        FaceChoice choice,
        string folder,
        PairsFile protocol,
        CancellationToken cancellationToken)
    {
        var encodings = await PairPhotos.Encode(context, reader, choice, folder, protocol, cancellationToken);
        var (impostors, genuines, near) = (new DistanceCounts(), new DistanceCounts(), new List<NearPhotos>());
        foreach (var pair in protocol.Pairs)
        {
            var distance = FaceEncoding.SquaredDistance(encodings[pair.First], encodings[pair.Second]);
            (pair.Same ? genuines : impostors).Add(distance);
            if (!pair.Same)
            {
                near.Add(new NearPhotos(Path.Combine(folder, pair.First), Path.Combine(folder, pair.Second), distance));
            }
        }

        return new CalibrationMeasurement(
            impostors,
            genuines,
            encodings.Keys.Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal).Count(),
            encodings.Count,
            0,
            [.. near.OrderBy(p => p.Distance).Take(AllPairs.Kept)]);
    }
}
