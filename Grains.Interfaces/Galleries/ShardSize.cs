namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>What a search of a shard covers.</summary>
/// <param name="People">Searchable people.</param>
/// <param name="Templates">Their templates.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ShardSize")]
public sealed record ShardSize([property: Id(0)] int People, [property: Id(1)] int Templates);
