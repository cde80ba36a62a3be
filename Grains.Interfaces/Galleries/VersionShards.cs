namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>The shards of a gallery that hold templates of one model version.</summary>
/// <param name="Shards">Numbers; a shard that is being drained comes before the one that its people move to.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.VersionShards")]
public sealed record VersionShards([property: Id(0)] string ModelVersion, [property: Id(1)] IReadOnlyList<int> Shards);
