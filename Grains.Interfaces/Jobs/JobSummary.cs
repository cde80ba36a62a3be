namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>A job in one line.</summary>
/// <param name="IsLive">True while a run is in progress; after a pause, until its current step has ended.</param>
/// <param name="Total">J(G), or the loss, at the last step; null before the first.</param>
/// <param name="SecondsLeft">Estimated, while it runs.</param>
/// <param name="Ended">When nothing was left to do; null before, and of jobs that an earlier version listed.</param>
/// <param name="Reason">Why it failed, or was paused by itself.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobSummary")]
public sealed record JobSummary(
    [property: Id(0)] string Tenant,
    [property: Id(1)] string Job,
    [property: Id(2)] JobStatus Status,
    [property: Id(3)] bool IsLive,
    [property: Id(4)] int Priority,
    [property: Id(5)] DateTimeOffset Created,
    [property: Id(6)] int Step,
    [property: Id(7)] int Steps,
    [property: Id(8)] double? Total,
    [property: Id(9)] double? SecondsLeft,
    [property: Id(10)] string? Reason,
    [property: Id(11)] DateTimeOffset? Ended = null)
{
    public JobKind Kind => JobNames.KindOf(Job);
}
