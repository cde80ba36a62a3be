namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>A person near the probe.</summary>
/// <param name="Distance">‖f(probe) − f(template)‖² to the nearest of the person's templates, in float64.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ShardHit")]
public sealed record ShardHit([property: Id(0)] string Identity, [property: Id(1)] double Distance);
