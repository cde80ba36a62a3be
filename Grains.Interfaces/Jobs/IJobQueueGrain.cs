using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Interfaces.Training;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>A tenant's jobs, key: tenant.</summary>
[Alias("FaceGrid.IJobQueueGrain")]
public interface IJobQueueGrain : IGrainWithStringKey
{
    /// <summary>Finished jobs that the list shows; older ones are still there by their ids, and for removal.</summary>
    const int MaxListed = 1000;

    /// <summary>Queues a picture. What the same inputs were rendered or queued for before is returned instead, unless it failed or was cancelled.</summary>
    /// <exception cref="GridRequestException">The settings or an image are unusable; <see cref="GridError.LimitReached"/>.</exception>
    [Alias("Submit")]
    Task<JobReceipt> Submit(StyleJobRequest request);

    /// <summary>Queues a new job that begins with a checkpoint of another, with other settings.</summary>
    /// <exception cref="GridRequestException">No such job or checkpoint, or the settings are unusable; <see cref="GridError.LimitReached"/>.</exception>
    [Alias("Fork")]
    Task<JobReceipt> Fork(StyleForkRequest request);

    /// <summary>Queues the training of an encoder. What was trained or queued with the same configuration and folder before is returned instead, unless it failed or was cancelled.</summary>
    /// <exception cref="GridRequestException">The configuration or the folder is unusable; <see cref="GridError.LimitReached"/>.</exception>
    [Alias("SubmitTraining")]
    Task<JobReceipt> SubmitTraining(TrainingRunRequest request);

    /// <summary>
    /// Deletes jobs that have ended: records, checkpoints, results and inputs, but no blob that another job names. All or none: once their
    /// marks are durable, what a crash leaves is deleted when somebody next lists, queues or removes jobs.
    /// </summary>
    /// <returns>The jobs as they were.</returns>
    /// <exception cref="GridRequestException">One of them is unknown or has not ended; none was removed.</exception>
    [Alias("Remove")]
    Task<IReadOnlyList<JobSummary>> Remove(IReadOnlyList<string> removed);

    /// <summary>Deletes all jobs that ended before <paramref name="time"/>.</summary>
    /// <returns>The jobs as they were.</returns>
    [Alias("Prune")]
    Task<IReadOnlyList<JobSummary>> Prune(DateTimeOffset time);

    /// <summary>Those of the blobs that jobs of this tenant name, for the removal of another tenant's jobs.</summary>
    [AlwaysInterleave]
    [Alias("NamedAmong")]
    Task<IReadOnlyList<string>> NamedAmong(IReadOnlyList<string> blobs);

    /// <summary>Oldest first.</summary>
    [Alias("List")]
    Task<IReadOnlyList<JobSummary>> List();

    /// <summary>Those that run or want to, for the scheduler.</summary>
    [AlwaysInterleave]
    [Alias("ListOpen")]
    Task<IReadOnlyList<JobSummary>> ListOpen();
}
