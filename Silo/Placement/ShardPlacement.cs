namespace FaceGrid.Silo.Placement;

/// <summary>Spreads the shards of a gallery over the silos: see <see cref="ShardDirector"/>.</summary>
[GenerateSerializer]
[Immutable]
public sealed class ShardPlacement : PlacementStrategy;
