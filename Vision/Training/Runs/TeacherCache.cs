using System.Globalization;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Training.Data;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>Caches a teacher's encodings in a file: computing them takes as long as several rounds of training.</summary>
public static class TeacherCache
{
    private const string Name = "encodings";

    /// <summary>
    /// Reads the encodings from the file if it matches teacher, photos and number of threads; otherwise computes and writes them.
    /// </summary>
    /// <param name="folder">Folder of the file; null caches nothing.</param>
    /// <param name="photos">The photos.</param>
    /// <param name="photosHash">Identifies the photos; 12 characters or more.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="progress">Receives the number of photos done.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TeacherEncodings Get(
        string? folder,
        ITrainingPhotos photos,
        string photosHash,
        IFaceEncoder teacher,
        Action<int>? progress,
        CancellationToken cancellation)
    {
        // The last bits of the encodings, and so those of the run, depend on the number of threads.
        var key = new Dictionary<string, string>
        {
            ["teacher"] = teacher.ModelVersion,
            ["photos"] = photosHash,
            ["threads"] = ComputeThreads.Current.ToString(CultureInfo.InvariantCulture),
        };
        var file = folder is null ? null : Path.Combine(folder, $"teacher-{photosHash[..12]}.safetensors");
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
            // The file is truncated or of another kind: the encodings are computed again.
            return null;
        }
    }
}
