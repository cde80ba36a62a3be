using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>A job in its tenant's list.</summary>
/// <param name="ContentKey">Of its specification.</param>
/// <param name="IsBeingRemoved">Nobody sees it any more, and its record and blobs go.</param>
/// <param name="Last">How the job was when somebody last looked; true for ever once it is final. Null before.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobQueueEntry")]
public sealed record JobQueueEntry([property: Id(0)] string Job, [property: Id(1)] string ContentKey, [property: Id(2)] JobSummary? Last, [property: Id(3)] bool IsBeingRemoved = false)
{
    public bool IsFinal => Last is { Status: var status } && status.IsFinal();
}
