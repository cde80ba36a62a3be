namespace FaceGrid.Grains.Styling;

/// <summary>One picture being rendered, key: tenant/job. It survives the end of any process at any moment.</summary>
[Alias("FaceGrid.IStyleJobGrain")]
public interface IStyleJobGrain : IGrainWithStringKey
{
    /// <summary>Makes the job, queued. Again with the same specification: nothing happens.</summary>
    /// <exception cref="GridRequestException">There is another job of that name.</exception>
    [Alias("Create")]
    Task<StyleJobSummary> Create(StyleJobSpecification specification);

    /// <summary>Null if there is no such job.</summary>
    [Alias("Summarize")]
    Task<StyleJobSummary?> Summarize();

    /// <summary>Null if there is no such job.</summary>
    [Alias("Describe")]
    Task<StyleJobDescription?> Describe();

    /// <summary>
    /// Begins to work on a queued or interrupted job, as the owner of a device; for the scheduler. Raises the epoch: work of an earlier
    /// one can store nothing any more.
    /// </summary>
    /// <returns>False: it does not want to run now, or this machine does not render.</returns>
    [Alias("Start")]
    Task<bool> Start();

    /// <summary>Gives the device back at a checkpoint and waits in the queue; for the scheduler.</summary>
    [Alias("Yield")]
    Task Yield();

    /// <summary>Durable when it returns. A step under way is finished and checkpointed (<see cref="StyleJobSummary.IsLive"/> tells when).</summary>
    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    [Alias("Pause")]
    Task<StyleJobSummary> Pause();

    /// <summary>Puts a paused job back into the queue.</summary>
    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    [Alias("Resume")]
    Task<StyleJobSummary> Resume();

    /// <summary>Ends the job. Its checkpoints stay, so that it can be forked.</summary>
    /// <exception cref="GridRequestException">No such job, or it has ended otherwise.</exception>
    [Alias("Cancel")]
    Task<StyleJobSummary> Cancel();

    /// <summary>
    /// How the job stands, now and after every step, until it has ended. Who reads slowly misses steps between, never the last.
    /// </summary>
    /// <param name="previewSide">Longer side of the previews, px; 0: none.</param>
    /// <exception cref="GridRequestException">No such job.</exception>
    [Alias("Watch")]
    IAsyncEnumerable<StyleJobEvent> Watch(int previewSide, CancellationToken cancellationToken = default);
}
