using FaceGrid.Grains.Interfaces.Authority;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Interfaces.Training;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>A tenant's jobs, key: tenant.</summary>
[Callers(CallerRoles.Studio)]
[Alias("FaceGrid.IJobQueueGrain")]
public interface IJobQueueGrain : IGrainWithStringKey
{
    /// <summary>Number of finished jobs in the list; older ones can still be described and removed by their ids.</summary>
    const int MaxListed = 1000;

    /// <summary>
    /// Queues a style job. If an identical job exists that has not failed and was not cancelled, that one is returned instead.
    /// </summary>
    /// <exception cref="GridRequestException">The settings or an image are unusable; <see cref="GridError.LimitReached"/>.</exception>
    [Alias("Submit")]
    Task<JobReceipt> Submit(StyleJobRequest request);

    /// <summary>Queues a new job that starts from a checkpoint of another, with other settings.</summary>
    /// <exception cref="GridRequestException">
    /// No such job or checkpoint, or the settings are unusable; <see cref="GridError.LimitReached"/>.
    /// </exception>
    [Alias("Fork")]
    Task<JobReceipt> Fork(StyleForkRequest request);

    /// <summary>
    /// Queues a training run. If an identical run exists that has not failed and was not cancelled, that one is returned instead.
    /// </summary>
    /// <exception cref="GridRequestException">
    /// The configuration or the folder is unusable; <see cref="GridError.LimitReached"/>.
    /// </exception>
    [Alias("SubmitTraining")]
    Task<JobReceipt> SubmitTraining(TrainingRunRequest request);

    /// <summary>
    /// Deletes jobs that have ended: records, checkpoints, results and inputs, but no blob that another job names. All or none: once their
    /// marks are durable, the next activation deletes what a crash left (<see cref="ResumeRemovals"/>).
    /// </summary>
    /// <returns>The jobs as they were.</returns>
    /// <exception cref="GridRequestException">One of them is unknown or has not ended; none was removed.</exception>
    [Alias("Remove")]
    Task<IReadOnlyList<JobSummary>> Remove(IReadOnlyList<string> removed);

    /// <summary>
    /// Completes removals that were interrupted or failed; called on activation and before each submission and removal. A failure is
    /// logged, and the removal is tried again later. A client calls it before it stores inputs, which an interrupted removal could
    /// delete.
    /// </summary>
    [Alias("ResumeRemovals")]
    Task ResumeRemovals();

    /// <summary>Deletes all jobs that ended before <paramref name="time"/>.</summary>
    /// <returns>The jobs as they were.</returns>
    [Alias("Prune")]
    Task<IReadOnlyList<JobSummary>> Prune(DateTimeOffset time);

    /// <summary>Those of the blobs that jobs of this tenant name, for the removal of another tenant's jobs.</summary>
    [AlwaysInterleave]
    [Callers(CallerRoles.Silo)]
    [Alias("NamedAmong")]
    Task<IReadOnlyList<string>> NamedAmong(IReadOnlyList<string> blobs);

    /// <summary>The jobs, oldest first. Changes nothing.</summary>
    [Alias("List")]
    Task<IReadOnlyList<JobSummary>> List();

    /// <summary>The running and waiting jobs, for the scheduler.</summary>
    [AlwaysInterleave]
    [Callers(CallerRoles.Silo)]
    [Alias("ListOpen")]
    Task<IReadOnlyList<JobSummary>> ListOpen();
}
