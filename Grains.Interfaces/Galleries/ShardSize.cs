namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>What a search of a shard covers.</summary>
/// <param name="People">Searchable people.</param>
/// <param name="Templates">Their templates.</param>
/// <param name="Changes">
/// Grows with every person who becomes searchable, changes or goes. Each activation of the shard begins at a random number, so that a
/// count of an earlier activation differs from it.
/// </param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ShardSize")]
public sealed record ShardSize(
    [property: Id(0)] int People,
    [property: Id(1)] int Templates,
    [property: Id(2)] long Changes = 0);
