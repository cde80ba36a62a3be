namespace FaceGrid.Grains.Styling;

/// <summary>A line of a job's log.</summary>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.StyleJobMessage")]
public sealed record StyleJobMessage([property: Id(0)] DateTimeOffset At, [property: Id(1)] string Text);
