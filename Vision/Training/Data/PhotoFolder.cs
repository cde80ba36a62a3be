using System.Security.Cryptography;
using System.Text;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Data;

/// <summary>
/// Aligned crops on disk, one folder a person, as <c>facegrid train prepare</c> makes them. Every file is read once when the
/// folder is opened, so that what is damaged is known before the first step. Safe for concurrent calls.
/// </summary>
public sealed class PhotoFolder : ITrainingPhotos
{
    private readonly (string Name, StoredPhoto[] Photos)[] _people;

    private PhotoFolder(string folder, (string Name, StoredPhoto[] Photos)[] people, IReadOnlyList<string> without, IReadOnlyList<SkippedPhoto> skipped)
    {
        _people = people;
        Report = new TrainingPhotosReport(
            folder,
            people.Length,
            people.Sum(p => p.Photos.Length),
            [.. people.Where(p => p.Photos.Length == 1).Select(p => p.Name)],
            without,
            skipped,
            people.Sum(p => p.Photos.Count(s => s.IsKept)));
        Fingerprint = FingerprintOf(people);
    }

    public TrainingPhotosReport Report { get; }

    /// <summary>
    /// SHA-256, hexadecimal, over the names and contents of everybody and everything in here, in order: a run that is resumed
    /// on the same fingerprint is given the same photos under the same numbers.
    /// </summary>
    public string Fingerprint { get; }

    public int People => _people.Length;

    /// <param name="progress">Photos read, and of how many; from several threads.</param>
    /// <exception cref="BadInputException">
    /// Not a folder of people, one person only, nobody with two photos, or more unreadable photos than the limit allows.
    /// </exception>
    public static PhotoFolder Open(string folder, PhotoFolderOptions? options = null, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new PhotoFolderOptions();
        var files = PeopleFolder.ReadForTraining(folder);
        var flat = files.SelectMany(p => p.Photos).ToArray();
        var opened = new StoredPhoto?[flat.Length];
        var reasons = new string?[flat.Length];
        var done = 0;
        Parallel.For(0, flat.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads), CancellationToken = cancellation }, i =>
        {
            try
            {
                opened[i] = StoredPhoto.Open(flat[i], keep: (i + 1L) * StoredPhoto.Bytes <= options.MemoryBytes);
            }
            catch (BadInputException exception)
            {
                reasons[i] = exception.Reason;
            }

            progress?.Invoke(Interlocked.Increment(ref done), flat.Length);
        });

        var skipped = flat.Zip(reasons).Where(p => p.Second is not null).Select(p => new SkippedPhoto(p.First, p.Second!)).ToList();
        if (skipped.Count > options.UnreadableLimit * flat.Length)
        {
            throw new BadInputException(
                skipped[0].Path,
                FormattableString.Invariant($"{skipped[0].Reason}; {skipped.Count} of {flat.Length} photos cannot be used, {options.UnreadableLimit * 100:0.##} % are allowed"));
        }

        var people = new List<(string Name, StoredPhoto[] Photos)>(files.Count);
        var at = 0;
        foreach (var person in files)
        {
            people.Add((person.Name, [.. opened.AsSpan(at, person.Photos.Count).ToArray().OfType<StoredPhoto>()]));
            at += person.Photos.Count;
        }

        var usable = people.FindAll(p => p.Photos.Length > 0);
        DemandPairs(folder, usable);
        return new PhotoFolder(folder, [.. usable], [.. people.Where(p => p.Photos.Length == 0).Select(p => p.Name)], skipped);
    }

    public int PhotosOf(int person) => _people[person].Photos.Length;

    /// <inheritdoc/>
    /// <exception cref="BadInputException">It has to be read again, and is gone or another file by now.</exception>
    public RgbImage Photo(int person, int photo) => _people[person].Photos[photo].Read();

    /// <summary>The folder's name.</summary>
    public string NameOf(int person) => _people[person].Name;

    public string PathOf(int person, int photo) => _people[person].Photos[photo].Path;

    /// <summary>
    /// Takes people out to validate on. Who they are follows from the seed and their names alone: whoever is added to the
    /// folder later changes little of it.
    /// </summary>
    /// <param name="heldOut">Their number; each has two photos or more.</param>
    /// <returns>Everybody else, and the held-out people; the photos in memory are shared.</returns>
    /// <exception cref="BadInputException">There are not so many, or nobody would be left to train on.</exception>
    public (PhotoFolder Training, PhotoFolder HeldOut) Split(int heldOut, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heldOut, 1);
        var able = _people.Where(p => p.Photos.Length >= 2).Select(p => p.Name).ToList();
        if (able.Count < heldOut + 2)
        {
            throw new BadInputException(
                Report.Folder, $"{able.Count} people have two photos or more: too few to hold {heldOut} out and to train on two at least");
        }

        var chosen = able.OrderBy(name => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}/{name}")))), StringComparer.Ordinal)
            .Take(heldOut).ToHashSet(StringComparer.Ordinal);
        return (Of(p => !chosen.Contains(p)), Of(chosen.Contains));

        PhotoFolder Of(Func<string, bool> isIn) => new(Report.Folder, [.. _people.Where(p => isIn(p.Name))], [], []);
    }

    private static void DemandPairs(string folder, List<(string Name, StoredPhoto[] Photos)> people)
    {
        if (people.Count < 2)
        {
            throw new BadInputException(folder, $"usable photos of {people.Count} people are in it; two people are the least to train on");
        }

        if (people.TrueForAll(p => p.Photos.Length < 2))
        {
            throw new BadInputException(folder, "nobody in it has two photos: there is no positive pair, and nothing could be learned of what one person looks like");
        }
    }

    private static string FingerprintOf((string Name, StoredPhoto[] Photos)[] people)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, photos) in people)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{photos.Length}\n"));
            foreach (var photo in photos)
            {
                hash.AppendData(photo.Sha256);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
