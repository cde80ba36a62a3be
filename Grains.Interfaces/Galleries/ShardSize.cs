namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>What a search of a shard goes through.</summary>
/// <param name="People">That a search can find.</param>
/// <param name="Templates">Of them.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ShardSize")]
public sealed record ShardSize([property: Id(0)] int People, [property: Id(1)] int Templates);
