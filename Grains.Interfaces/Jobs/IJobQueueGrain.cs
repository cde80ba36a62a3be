namespace FaceGrid.Grains.Styling;

/// <summary>A tenant's jobs, key: tenant.</summary>
[Alias("FaceGrid.IRenderQueueGrain")]
public interface IRenderQueueGrain : IGrainWithStringKey
{
    /// <summary>Finished jobs that the list shows; older ones are still there by their ids.</summary>
    const int MaxListed = 1000;

    /// <summary>Queues a job. What the same inputs were rendered or queued for before is returned instead, unless it failed or was cancelled.</summary>
    /// <exception cref="GridRequestException">The settings or an image are unusable.</exception>
    [Alias("Submit")]
    Task<StyleJobReceipt> Submit(StyleJobRequest request);

    /// <summary>Queues a new job that begins with a checkpoint of another, with other settings.</summary>
    /// <exception cref="GridRequestException">No such job or checkpoint, or the settings are unusable.</exception>
    [Alias("Fork")]
    Task<StyleJobReceipt> Fork(StyleForkRequest request);

    /// <summary>Oldest first.</summary>
    [Alias("List")]
    Task<IReadOnlyList<StyleJobSummary>> List();

    /// <summary>Those that run or want to, for the scheduler.</summary>
    [AlwaysInterleave]
    [Alias("ListOpen")]
    Task<IReadOnlyList<StyleJobSummary>> ListOpen();
}
