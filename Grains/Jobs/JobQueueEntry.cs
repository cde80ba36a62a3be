using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>A job in its tenant's list.</summary>
/// <param name="ContentKey">Of its specification.</param>
/// <param name="IsBeingRemoved">True: the job is hidden, and its record and blobs are being deleted.</param>
/// <param name="Last">The job's state when it was last queried; it does not change once it is final. Null: never queried.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobQueueEntry")]
public sealed record JobQueueEntry(
    [property: Id(0)] string Job,
    [property: Id(1)] string ContentKey,
    [property: Id(2)] JobSummary? Last,
    [property: Id(3)] bool IsBeingRemoved = false)
{
    public bool IsFinal => Last is { Status: var status } && status.IsFinal();
}
