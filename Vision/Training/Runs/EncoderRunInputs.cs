using System.Security.Cryptography;
using System.Text;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>What a run learns from beside its options.</summary>
/// <param name="Photos">Photos of everybody, the held-out people among them; quick to ask for: <see cref="CachedPhotos"/>.</param>
/// <param name="PhotosHash">Names the photos: a checkpoint goes on with the same ones only.</param>
/// <param name="Teacher">Its encodings of <paramref name="Photos"/>; needed for distillation.</param>
/// <param name="TeacherFile">Its weight file; needed for hints.</param>
/// <param name="From">Weight file to begin with; null: random weights.</param>
public sealed record EncoderRunInputs(ITrainingPhotos Photos, string PhotosHash, TeacherEncodings? Teacher = null, string? From = null, string? TeacherFile = null)
{
    /// <summary>
    /// The photos that a run with these options learns from: with its blends, if it has any. The teacher is to be asked about
    /// all of them.
    /// </summary>
    public static ITrainingPhotos PhotosOf(EncoderRunOptions options, ITrainingPhotos photos)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Blends == 0
            ? photos
            : new BlendedPhotos(photos, PeopleSplit.Of(photos, options.HeldOut, options.Seed).Training, options.Blends, options.Seed);
    }

    /// <summary>
    /// The photos whose encodings by the teacher a run needs beforehand: with hints the teacher is asked within each step, and
    /// beforehand about the photos themselves only, for validation.
    /// </summary>
    public static ITrainingPhotos TaughtPhotosOf(EncoderRunOptions options, ITrainingPhotos photos)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Hints > 0 ? photos : PhotosOf(options, photos);
    }

    /// <summary>The hash of <see cref="TaughtPhotosOf"/>.</summary>
    /// <param name="hash">Of the photos themselves.</param>
    public static string TaughtHashOf(EncoderRunOptions options, string hash)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Hints > 0 ? hash : HashOf(options, hash);
    }

    /// <summary>The hash of <see cref="PhotosOf"/>.</summary>
    /// <param name="hash">Of the photos themselves.</param>
    public static string HashOf(EncoderRunOptions options, string hash)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Blends == 0
            ? hash
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{hash} {options.Blends} {options.HeldOut} {options.Seed}"))));
    }

    /// <summary>SHA-256 of <see cref="From"/>; null without it.</summary>
    /// <exception cref="BadInputException">It cannot be read.</exception>
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
