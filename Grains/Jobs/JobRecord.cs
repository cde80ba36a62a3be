using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Jobs;

/// <summary>A job as storage holds it: some tens of kilobytes.</summary>
/// <param name="Status">As of the last change; a running job may have been interrupted.</param>
/// <param name="Epoch">Increased by every start; a run of an older epoch may not write.</param>
/// <param name="Progress">At the newest checkpoint.</param>
/// <param name="History">Up to the newest checkpoint.</param>
/// <param name="Checkpoints">Oldest first.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobRecord")]
public sealed record JobRecord(
    [property: Id(0)] JobSpecification Specification,
    [property: Id(1)] JobStatus Status,
    [property: Id(2)] long Epoch,
    [property: Id(3)] DateTimeOffset Created,
    [property: Id(4)] JobProgress Progress,
    [property: Id(5)] LossHistory History,
    [property: Id(6)] IReadOnlyList<JobCheckpoint> Checkpoints,
    [property: Id(7)] IReadOnlyList<JobResult> Results,
    [property: Id(8)] IReadOnlyList<JobMessage> Messages,
    [property: Id(9)] string? Reason)
{
    private const int MaxMessages = 100;

    /// <summary>The blobs that the record names: inputs, checkpoints, results.</summary>
    public IReadOnlyList<BlobReference> Blobs() =>
    [
        .. Specification.Images.Select(i => i.Blob),
        .. Specification.Origin is { } origin ? [origin.Checkpoint] : Array.Empty<BlobReference>(),
        .. Checkpoints.Select(c => c.Blob),
        .. Results.Select(r => r.Blob),
    ];

    /// <summary>The record with further log entries; the oldest beyond 100 are dropped.</summary>
    public JobRecord WithLogEntries(DateTimeOffset at, params IEnumerable<string> texts) =>
        this with { Messages = [.. Messages.Concat(texts.Select(t => new JobMessage(at, t))).TakeLast(MaxMessages)] };
}
