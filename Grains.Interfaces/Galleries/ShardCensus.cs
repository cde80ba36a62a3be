namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>Who takes up places in a shard.</summary>
/// <param name="People">Who are in it, or are being enrolled or removed.</param>
/// <param name="Undecided">Those of them that are being enrolled, changed or removed.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ShardCensus")]
public sealed record ShardCensus([property: Id(0)] int People, [property: Id(1)] int Undecided);
