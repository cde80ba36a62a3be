using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Interfaces.Training;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>
/// A job's id begins with its kind, so that who has the id alone finds the job: training runs with "run-", pictures with a hexadecimal
/// digit.
/// </summary>
public static class JobNames
{
    private const string TrainingPrefix = "run-";

    /// <param name="contentKey">Hexadecimal.</param>
    public static string Name(JobKind kind, string contentKey) => kind == JobKind.Training ? TrainingPrefix + contentKey : contentKey;

    public static JobKind KindOf(string job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.StartsWith(TrainingPrefix, StringComparison.Ordinal) ? JobKind.Training : JobKind.Style;
    }

    /// <summary>The job of that key, of whichever kind.</summary>
    public static IJobGrain GetJob(this IGrainFactory grains, string key)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return KindOf(
            GridKeys.NameOf(key)) == JobKind.Training ? grains.GetGrain<ITrainingRunGrain>(key) : grains.GetGrain<IStyleJobGrain>(key);
    }
}
