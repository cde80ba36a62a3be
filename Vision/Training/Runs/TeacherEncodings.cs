using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// A teacher's encodings of every training photo, plain and mirrored, computed once in a fixed order, so that training on them is
/// deterministic.
/// </summary>
public sealed class TeacherEncodings
{
    private const int Batch = 16;

    private readonly int[] _first;
    private readonly float[] _values;

    private TeacherEncodings(string version, int[] first, float[] values) => (Version, _first, _values) = (version, first, values);

    /// <summary>Model version of the teacher.</summary>
    public string Version { get; }

    /// <summary>The encodings, photo after photo, plain then mirrored, 128 floats each.</summary>
    internal ReadOnlyMemory<float> Values => _values;

    /// <summary>Encodes every photo.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="progress">Receives the number of photos done.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TeacherEncodings Compute(
        ITrainingPhotos photos, IFaceEncoder teacher, Action<int>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        var first = FirstOf(photos);
        var all = Enumerable.Range(0, photos.People)
            .SelectMany(p => Enumerable.Range(0, photos.PhotosOf(p)).Select(i => (Person: p, Photo: i)))
            .ToArray();
        var values = new float[all.Length * 2 * FaceEncoding.Dimension];
        for (var from = 0; from < all.Length; from += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            var faces = all[from..Math.Min(from + Batch, all.Length)]
                .Select(p => photos.Photo(p.Person, p.Photo))
                .SelectMany(f => new[] { f, ImageOps.FlipHorizontal(f) })
                .ToArray();
            var encodings = teacher.Encode(faces);
            for (var i = 0; i < encodings.Length; i++)
            {
                encodings[i].CopyTo(values, ((from * 2) + i) * FaceEncoding.Dimension);
            }

            progress?.Invoke(from + (faces.Length / 2));
        }

        return new TeacherEncodings(teacher.ModelVersion, first, values);
    }

    /// <summary>Restores <see cref="Values"/> of the same photos; null if their number does not match.</summary>
    internal static TeacherEncodings? From(string version, ITrainingPhotos photos, float[] values)
    {
        var first = FirstOf(photos);
        return values.Length == first[^1] * 2 * FaceEncoding.Dimension ? new TeacherEncodings(version, first, values) : null;
    }

    /// <summary>The encoding of a photo: 128 floats of L2 norm 1.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="mirrored">Of the mirrored photo.</param>
    public ReadOnlySpan<float> Of(PhotoReference photo, bool mirrored) =>
        _values.AsSpan((((_first[photo.Person] + photo.Photo) * 2) + (mirrored ? 1 : 0)) * FaceEncoding.Dimension, FaceEncoding.Dimension);

    /// <summary>The number of each person's first photo in the whole set, and in the last place the number of photos.</summary>
    internal static int[] FirstOf(ITrainingPhotos photos)
    {
        var first = new int[photos.People + 1];
        for (var p = 0; p < photos.People; p++)
        {
            first[p + 1] = first[p] + photos.PhotosOf(p);
        }

        return first;
    }
}
