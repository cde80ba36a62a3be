namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>The shards of a gallery that hold templates of one model version.</summary>
/// <param name="Shards">Numbers; a shard that gives its people away comes before the one that takes them.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.VersionShards")]
public sealed record VersionShards([property: Id(0)] string ModelVersion, [property: Id(1)] IReadOnlyList<int> Shards);
