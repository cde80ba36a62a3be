using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>Work of minutes to days on a device, key: tenant/job. It survives the end of any process at any moment.</summary>
[Alias("FaceGrid.IJobGrain")]
public interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Makes the job, queued. Again with the same specification: nothing happens.</summary>
    /// <exception cref="GridRequestException">There is another job of that name.</exception>
    [Alias("Create")]
    Task<JobSummary> Create(JobSpecification specification);

    /// <summary>Null if there is no such job.</summary>
    [Alias("Summarize")]
    Task<JobSummary?> Summarize();

    /// <summary>Null if there is no such job.</summary>
    [Alias("Describe")]
    Task<JobDescription?> Describe();

    /// <summary>
    /// Begins to work on a queued or interrupted job, as the owner of a device; for the scheduler. Raises the epoch: work of an earlier
    /// one can store nothing any more.
    /// </summary>
    /// <returns>False: it does not want to run now, or this machine cannot do such work.</returns>
    [Alias("Start")]
    Task<bool> Start();

    /// <summary>Gives the device back at a checkpoint and waits in the queue; for the scheduler.</summary>
    [Alias("Yield")]
    Task Yield();

    /// <summary>Durable when it returns. A step under way is finished and checkpointed (<see cref="JobSummary.IsLive"/> tells when).</summary>
    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    [Alias("Pause")]
    Task<JobSummary> Pause();

    /// <summary>Puts a paused job back into the queue.</summary>
    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    [Alias("Resume")]
    Task<JobSummary> Resume();

    /// <summary>Ends the job. Its checkpoints stay, so that it can be forked.</summary>
    /// <exception cref="GridRequestException">No such job, or it has ended otherwise.</exception>
    [Alias("Cancel")]
    Task<JobSummary> Cancel();

    /// <summary>
    /// How the job stands, now and after every step, until it has ended. Who reads slowly misses steps between, never the last.
    /// </summary>
    /// <param name="previewSide">Longer side of the previews, px; 0: none.</param>
    /// <exception cref="GridRequestException">No such job.</exception>
    [Alias("Watch")]
    IAsyncEnumerable<JobEvent> Watch(int previewSide, CancellationToken cancellationToken = default);

    /// <summary>The blobs that the job's record names: inputs, checkpoints, results. None if there is no such job.</summary>
    [Alias("Blobs")]
    Task<IReadOnlyList<BlobReference>> Blobs();

    /// <summary>Deletes the job for good, for its queue, which has marked it. An end that was cut off is gone on with by the next call.</summary>
    /// <param name="keep">SHA-256 of blobs that others name as well.</param>
    /// <exception cref="GridRequestException">The job has not ended.</exception>
    [Alias("Erase")]
    Task Erase(IReadOnlyList<string> keep);
}
