using FaceGrid.Grains.Interfaces.Authority;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>Work of minutes to days on a device; key: tenant/job. It survives the end of any process at any time.</summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IJobGrain")]
public interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Creates the job as queued. A second call with the same specification changes nothing.</summary>
    /// <exception cref="GridRequestException">There is another job of that name.</exception>
    [Alias("Create")]
    Task<JobSummary> Create(JobSpecification specification);

    /// <summary>Null if there is no such job.</summary>
    [Callers(CallerRoles.Studio)]
    [Alias("Summarize")]
    Task<JobSummary?> Summarize();

    /// <summary>Null if there is no such job.</summary>
    [Callers(CallerRoles.Studio)]
    [Alias("Describe")]
    Task<JobDescription?> Describe();

    /// <summary>
    /// Starts or resumes a run on a device; for the scheduler. Increases the epoch, which fences runs of earlier epochs from
    /// writing.
    /// </summary>
    /// <returns>False: it is not to run now, or this machine has no engine for it.</returns>
    [Alias("Start")]
    Task<bool> Start();

    /// <summary>Returns the device at the next checkpoint and queues the job; for the scheduler.</summary>
    [Alias("Yield")]
    Task Yield();

    /// <summary>
    /// Durable when it returns. The current step is completed and checkpointed; <see cref="JobSummary.IsLive"/> is true until then.
    /// </summary>
    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    [Callers(CallerRoles.Studio)]
    [Alias("Pause")]
    Task<JobSummary> Pause();

    /// <summary>Puts a paused job back into the queue.</summary>
    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    [Callers(CallerRoles.Studio)]
    [Alias("Resume")]
    Task<JobSummary> Resume();

    /// <summary>Ends the job. Its checkpoints stay, so that it can be forked.</summary>
    /// <exception cref="GridRequestException">No such job, or it has ended otherwise.</exception>
    [Callers(CallerRoles.Studio)]
    [Alias("Cancel")]
    Task<JobSummary> Cancel();

    /// <summary>
    /// The job's state, now and after every step, until it has ended. A slow reader misses intermediate steps, but not the last.
    /// </summary>
    /// <param name="previewSide">Longer side of the previews, px; 0: none.</param>
    /// <exception cref="GridRequestException">No such job.</exception>
    [Callers(CallerRoles.Studio)]
    [Alias("Watch")]
    IAsyncEnumerable<JobEvent> Watch(int previewSide, CancellationToken cancellationToken = default);

    /// <summary>The blobs that the job's record names: inputs, checkpoints, results. None if there is no such job.</summary>
    [Alias("Blobs")]
    Task<IReadOnlyList<BlobReference>> Blobs();

    /// <summary>Deletes the job; for its queue, which has marked it. The next call completes an interrupted deletion.</summary>
    /// <param name="keep">SHA-256 of blobs that others name as well.</param>
    /// <exception cref="GridRequestException">The job has not ended.</exception>
    [Alias("Erase")]
    Task Erase(IReadOnlyList<string> keep);
}
