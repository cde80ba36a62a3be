using System.Globalization;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>Keeps a teacher's encodings in a file: they cost as much as some rounds of training.</summary>
public static class TeacherCache
{
    private const string Name = "encodings";

    /// <summary>From the file if it is of this teacher, these photos and as many threads, else computed and written there.</summary>
    /// <param name="folder">Where the file is; null: nowhere.</param>
    /// <param name="progress">Given the number of photos done.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TeacherEncodings Get(
        string? folder, ITrainingPhotos photos, string photosHash, IFaceEncoder teacher, Action<int>? progress, CancellationToken cancellation)
    {
        // The number of threads decides the last bits, and with them those of the run.
        var key = new Dictionary<string, string>
        {
            ["teacher"] = teacher.ModelVersion,
            ["photos"] = photosHash,
            ["threads"] = ComputeThreads.Current.ToString(CultureInfo.InvariantCulture),
        };
        var file = folder is null ? null : Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"teacher-{photosHash[..12]}.safetensors"));
        if (file is not null && Read(file, key, photos, teacher.ModelVersion) is { } known)
        {
            return known;
        }

        var encodings = TeacherEncodings.Compute(photos, teacher, progress, cancellation);
        if (file is not null)
        {
            new SafeTensorsWriter()
                .Add(Name, [encodings.Values.Length / FaceEncoding.Dimension, FaceEncoding.Dimension], encodings.Values.Span)
                .Save(file, key);
        }

        return encodings;
    }

    private static TeacherEncodings? Read(string path, Dictionary<string, string> key, ITrainingPhotos photos, string version)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = SafeTensorsFile.Open(path);
            return key.All(k => file.Metadata.GetValueOrDefault(k.Key) == k.Value) && file.Contains(Name)
                ? TeacherEncodings.From(version, photos, file.ReadFloats(Name))
                : null;
        }
        catch (BadInputException)
        {
            // It was cut short or is something else: it is computed again.
            return null;
        }
    }
}
