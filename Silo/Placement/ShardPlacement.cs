namespace FaceGrid.Silo.Placement;

/// <summary>Distributes the shards of a gallery over the silos: see <see cref="ShardDirector"/>.</summary>
[GenerateSerializer]
[Immutable]
public sealed class ShardPlacement : PlacementStrategy;
