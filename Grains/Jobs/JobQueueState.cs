namespace FaceGrid.Grains.Jobs;

/// <summary>The stored state of a tenant's queue.</summary>
[GenerateSerializer]
[Alias("FaceGrid.JobQueueState")]
public sealed class JobQueueState
{
    /// <summary>Oldest first.</summary>
    [Id(0)]
    public List<JobQueueEntry> Jobs { get; set; } = [];
}
