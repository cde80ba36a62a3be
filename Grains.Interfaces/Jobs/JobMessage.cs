namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>A line of a job's log.</summary>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobMessage")]
public sealed record JobMessage([property: Id(0)] DateTimeOffset At, [property: Id(1)] string Text);
