using System.Diagnostics;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>
/// Makes a training set from folders of people: aligned 112 x 112 crops, one folder per person, no person twice, and no person near a
/// reference set on which results are reported. The finished folder appears atomically; a failed or cancelled preparation leaves nothing.
/// </summary>
public static class SetPreparation
{
    /// <summary>Prepares a set.</summary>
    /// <param name="options">Sources, output and thresholds.</param>
    /// <param name="locator">Finds the faces of the sources.</param>
    /// <param name="encoder">Required for a reference set, for merging people and for finding stray photos; otherwise may be null.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="progress">Receives the number of photos done and their total.</param>
    /// <param name="cancellation">Stops between two groups of photos.</param>
    /// <exception cref="BadInputException">
    /// A source does not exist, has one person only or too many unreadable photos; the output exists; fewer than two people are left; or an
    /// encoder is required and missing.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static PreparationReport Run(
        PreparationOptions options,
        IFaceLocator locator,
        IFaceEncoder? encoder,
        int threads,
        Action<int, int>? progress,
        CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var sources = options.Sources.Select(s => (Folder: s, People: PeopleFolder.ReadForTraining(s))).ToList();
        var others = options.ApartFrom is null ? [] : PeopleFolder.Read(options.ApartFrom).SelectMany(p => p.Photos).ToList();
        if (encoder is null && (options.ApartFrom is not null || options.SamePersonNearerThan > 0 || options.StrayFartherThan < 4))
        {
            throw new BadInputException("encoder", "is needed to compare people: without one no person can be dropped or merged");
        }

        using var output = new UnfinishedFolder(options.Output);
        var photos = sources.Sum(s => s.People.Sum(p => p.Photos.Count));
        var aligner = new PeopleAligner(
            options,
            new CentralFace(locator, options.Border),
            encoder,
            threads,
            progress is null ? null : done => progress(done, photos + others.Count));
        var names = PreparationNames.Of(
            options.Sources, [.. sources.Select(s => (IReadOnlyList<string>)[.. s.People.Select(p => p.Name)])]);
        var people = new List<PreparedPerson>();
        var reports = sources.Select((s, i) => aligner.Align(i, s.People, output.Working, names[i], people, cancellation)).ToList();
        RequireReadable(options, aligner.Unreadable, photos);
        var strays = options.StrayFartherThan < 4 ? StrayPhotos.Remove(people, options.StrayFartherThan) : [];
        var merged = options.SamePersonNearerThan > 0 ? SamePeople.Merge(people, options.SamePersonNearerThan) : [];
        var apart = options.ApartFrom is null
            ? null
            : KeepApart(options, people, aligner.Encode(others, cancellation), others.Count, encoder!, output);
        if (people.Count < 2)
        {
            throw new BadInputException(
                options.Output, $"of {photos} photos {people.Count} people are left; two are the least to train on");
        }

        var report = new PreparationReport(
            Path.GetFullPath(options.Output),
            people.Count,
            people.Sum(p => p.Photos.Count),
            people.Count(p => p.Photos.Count == 1),
            reports,
            merged,
            encoder is null ? null : SamePeople.Nearest(people),
            strays,
            apart,
            aligner.Unreadable,
            aligner.Faceless,
            Stopwatch.GetElapsedTime(started).TotalSeconds);
        PreparationReportFile.Write(output.Working, report);
        output.Finish();
        return report;
    }

    private static void RequireReadable(PreparationOptions options, List<SkippedPhoto> unreadable, int photos)
    {
        if (unreadable.Count > options.UnreadableLimit * photos)
        {
            throw new BadInputException(
                unreadable[0].Path,
                unreadable[0].Reason
                + FormattableString.Invariant($"; {unreadable.Count} of {photos} photos are unreadable, ")
                + FormattableString.Invariant($"{options.UnreadableLimit * 100:0.##} % are allowed (--limit-unreadable)"));
        }
    }

    private static ApartReport KeepApart(
        PreparationOptions options,
        List<PreparedPerson> people,
        OtherSet others,
        int photos,
        IFaceEncoder encoder,
        UnfinishedFolder output)
    {
        var near = Measure(people, others);
        var dropped = near.Where(n => n.MeanDistance < options.MeanNearerThan || n.PhotoDistance < options.NearerThan).ToList();
        var sheet = new PreparationSheet(options, encoder.ModelVersion);
        sheet.Write(output.File("nearest-dropped.png"), "Dropped: too near the other set", dropped);
        var names = dropped.Select(n => n.Person).ToHashSet(StringComparer.Ordinal);
        foreach (var person in people.Where(p => names.Contains(p.Name)))
        {
            Directory.Delete(Path.GetDirectoryName(person.Photos[0].File)!, recursive: true);
        }

        people.RemoveAll(p => names.Contains(p.Name));

        // The people left are measured again rather than taken from the list above: the report describes the finished set.
        var kept = Measure(people, others);
        sheet.Write(output.File("nearest-kept.png"), "Kept: the nearest that are left", kept);
        return new ApartReport(
            options.ApartFrom!,
            others.Count,
            photos - others.Count,
            encoder.ModelVersion,
            options.MeanNearerThan,
            options.NearerThan,
            [.. dropped.Select(Relative)],
            [.. kept.Select(Relative)],
            kept.Select(n => n.MeanDistance).DefaultIfEmpty(4).Min(),
            kept.Select(n => n.PhotoDistance).DefaultIfEmpty(4).Min());

        NearIdentity Relative(NearIdentity n) => n with { Photo = output.RelativeTo(n.Photo) };
    }

    /// <summary>The distances of all people to the reference set, nearest first.</summary>
    private static List<NearIdentity> Measure(List<PreparedPerson> people, OtherSet others) =>
        [.. people.AsParallel().AsOrdered().Select(others.Nearest).OrderBy(n => n.Distance).ThenBy(n => n.Person, StringComparer.Ordinal)];
}
