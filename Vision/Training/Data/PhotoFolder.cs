using System.Security.Cryptography;
using System.Text;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Data;

/// <summary>
/// Aligned crops on disk, one folder per person, as <c>facegrid train prepare</c> writes them. Every file is read once when the folder is
/// opened, so that damaged files are reported before the first step. Safe for concurrent calls.
/// </summary>
public sealed class PhotoFolder : ITrainingPhotos
{
    private readonly (string Name, StoredPhoto[] Photos)[] _people;

    private PhotoFolder(
        string folder,
        (string Name, StoredPhoto[] Photos)[] people,
        IReadOnlyList<string> without,
        IReadOnlyList<SkippedPhoto> skipped)
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

    /// <summary>What the folder holds and what was skipped.</summary>
    public TrainingPhotosReport Report { get; }

    /// <summary>
    /// SHA-256, lower-case hexadecimal, over the names of all people and the contents of all photos, in order: a run resumed on the same
    /// fingerprint receives the same photos under the same numbers.
    /// </summary>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public int People => _people.Length;

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">Folder of people.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="progress">Receives the number of photos read and their total, from several threads.</param>
    /// <param name="cancellation">Stops between two photos.</param>
    /// <exception cref="BadInputException">
    /// Not a folder of people, one person only, no person with two photos, or more unreadable photos than the limit allows.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static PhotoFolder Open(
        string folder, PhotoFolderOptions? options = null, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new PhotoFolderOptions();
        var files = PeopleFolder.ReadForTraining(folder);
        var flat = files.SelectMany(p => p.Photos).ToArray();
        var opened = new StoredPhoto?[flat.Length];
        var reasons = new string?[flat.Length];
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads), CancellationToken = cancellation };
        Parallel.For(0, flat.Length, parallel, i =>
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
                skipped[0].Reason + FormattableString.Invariant(
                    $"; {skipped.Count} of {flat.Length} photos cannot be used, {options.UnreadableLimit * 100:0.##} % are allowed"));
        }

        var people = new List<(string Name, StoredPhoto[] Photos)>(files.Count);
        var at = 0;
        foreach (var person in files)
        {
            people.Add((person.Name, [.. opened.AsSpan(at, person.Photos.Count).ToArray().OfType<StoredPhoto>()]));
            at += person.Photos.Count;
        }

        var usable = people.FindAll(p => p.Photos.Length > 0);
        RequirePairs(folder, usable);
        return new PhotoFolder(folder, [.. usable], [.. people.Where(p => p.Photos.Length == 0).Select(p => p.Name)], skipped);
    }

    /// <inheritdoc/>
    public int PhotosOf(int person) => _people[person].Photos.Length;

    /// <inheritdoc/>
    /// <exception cref="BadInputException">The photo has to be read again, and the file is missing or has changed.</exception>
    public RgbImage Photo(int person, int photo) => _people[person].Photos[photo].Read();

    /// <summary>Name of the person's folder.</summary>
    public string NameOf(int person) => _people[person].Name;

    /// <summary>Path of a photo.</summary>
    public string PathOf(int person, int photo) => _people[person].Photos[photo].Path;

    /// <summary>
    /// Holds people out for validation. The choice depends on the seed and the names alone: people added to the folder later change little
    /// of it.
    /// </summary>
    /// <param name="heldOut">Number of people to hold out; each has two photos or more.</param>
    /// <param name="seed">Of the choice.</param>
    /// <returns>The other people, and the held-out people; both share the photos in memory.</returns>
    /// <exception cref="BadInputException">Fewer than <paramref name="heldOut"/> + 2 people have two photos.</exception>
    public (PhotoFolder Training, PhotoFolder HeldOut) Split(int heldOut, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heldOut, 1);
        var able = _people.Where(p => p.Photos.Length >= 2).Select(p => p.Name).ToList();
        if (able.Count < heldOut + 2)
        {
            throw new BadInputException(
                Report.Folder, $"{able.Count} people have two photos or more: too few to hold {heldOut} out and to train on two at least");
        }

        var chosen = able.OrderBy(Hash, StringComparer.Ordinal).Take(heldOut).ToHashSet(StringComparer.Ordinal);
        return (Of(p => !chosen.Contains(p)), Of(chosen.Contains));

        string Hash(string name) =>
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}/{name}"))));

        PhotoFolder Of(Func<string, bool> isIn) => new(Report.Folder, [.. _people.Where(p => isIn(p.Name))], [], []);
    }

    private static void RequirePairs(string folder, List<(string Name, StoredPhoto[] Photos)> people)
    {
        if (people.Count < 2)
        {
            throw new BadInputException(folder, $"usable photos of {people.Count} people are in it; two people are the least to train on");
        }

        if (people.TrueForAll(p => p.Photos.Length < 2))
        {
            throw new BadInputException(folder, "no person in it has two photos: there is no positive pair to train on");
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
