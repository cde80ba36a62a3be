using System.Security.Cryptography;
using System.Text;
using FaceGrid.Vision.Training.Data;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The photos, teacher and initial weights of a run.</summary>
/// <param name="Photos">Photos of all people, including the held-out ones. Reads should be fast: see <see cref="CachedPhotos"/>.</param>
/// <param name="PhotosHash">Identifies the photos: a checkpoint is resumed only with the same hash.</param>
/// <param name="Teacher">The teacher's encodings of <paramref name="Photos"/>; required for distillation.</param>
/// <param name="From">Weight file to start from; null starts from random weights.</param>
/// <param name="TeacherFile">The teacher's weight file; required for hints.</param>
/// <param name="PersonTargets">T ≤ 128 numbers for each person, all of one length; required for regression.</param>
public sealed record EncoderRunInputs(
    ITrainingPhotos Photos,
    string PhotosHash,
    TeacherEncodings? Teacher = null,
    string? From = null,
    string? TeacherFile = null,
    IReadOnlyList<float[]>? PersonTargets = null)
{
    /// <summary>The photos that a run with these options learns from: those given, followed by its blends.</summary>
    /// <param name="options">Of the run.</param>
    /// <param name="photos">The photos without blends.</param>
    public static ITrainingPhotos PhotosOf(EncoderRunOptions options, ITrainingPhotos photos)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Blends == 0
            ? photos
            : new BlendedPhotos(photos, PeopleSplit.Of(photos, options.HeldOut, options.Seed).Training, options.Blends, options.Seed);
    }

    /// <summary>
    /// The photos whose encodings by the teacher a run needs before it starts. With hints the teacher encodes each batch within its step,
    /// and only the photos without blends are needed in advance, for validation.
    /// </summary>
    /// <param name="options">Of the run.</param>
    /// <param name="photos">The photos without blends.</param>
    public static ITrainingPhotos TaughtPhotosOf(EncoderRunOptions options, ITrainingPhotos photos)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Hints > 0 ? photos : PhotosOf(options, photos);
    }

    /// <summary>The hash of <see cref="TaughtPhotosOf"/>.</summary>
    /// <param name="options">Of the run.</param>
    /// <param name="hash">Of the photos without blends.</param>
    public static string TaughtHashOf(EncoderRunOptions options, string hash)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Hints > 0 ? hash : HashOf(options, hash);
    }

    /// <summary>The hash of <see cref="PhotosOf"/>, lower-case hexadecimal.</summary>
    /// <param name="options">Of the run.</param>
    /// <param name="hash">Of the photos without blends.</param>
    public static string HashOf(EncoderRunOptions options, string hash)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Blends == 0)
        {
            return hash;
        }

        var text = FormattableString.Invariant($"{hash} {options.Blends} {options.HeldOut} {options.Seed}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>SHA-256 of the file <see cref="From"/>; null where there is none.</summary>
    /// <exception cref="BadInputException">The file cannot be read.</exception>
    internal string? FromHash()
    {
        if (From is null)
        {
            return null;
        }

        using var file = SafeTensorsFile.Open(From);
        return file.Sha256();
    }
}
