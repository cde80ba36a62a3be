namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>A person near the probe, whatever the threshold says.</summary>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.Candidate")]
public sealed record Candidate([property: Id(0)] string Identity, [property: Id(1)] double Distance);
