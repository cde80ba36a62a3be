using FaceGrid.Cli.CommandLine;
using FaceGrid.Client.Photos;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Measures the distances of a calibration.</summary>
internal static class CalibrationRun
{
    /// <param name="context">The invocation.</param>
    /// <param name="reader">Detects and aligns the faces.</param>
    /// <param name="choice">Which face of a photo to use.</param>
    /// <param name="folder">Folder with one folder of photos per person.</param>
    /// <param name="same">Pairs of names of one person.</param>
    /// <param name="without">Names of people to exclude.</param>
    /// <param name="cancellationToken">Cancels the measurement.</param>
    public static async Task<CalibrationMeasurement> OfPeople(
        CommandContext context,
        PhotoReader reader,
        FaceChoice choice,
        string folder,
        IReadOnlySet<(string, string)> same,
        IReadOnlySet<string> without,
        CancellationToken cancellationToken)
    {
        var people = PhotoFiles.People(folder).FindAll(p => !without.Contains(p.Person));
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

    public static async Task<CalibrationMeasurement> OfPairs(
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
