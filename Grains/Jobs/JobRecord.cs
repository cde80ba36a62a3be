using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>The durable truth about a job: some tens of kilobytes.</summary>
/// <param name="Status">As of the last change; running may mean interrupted.</param>
/// <param name="Epoch">Raised by every start; who works in an older one may not write.</param>
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

    public JobRecord Say(DateTimeOffset at, params IEnumerable<string> texts) =>
        this with { Messages = [.. Messages.Concat(texts.Select(t => new JobMessage(at, t))).TakeLast(MaxMessages)] };
}
