namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>Where a gallery's templates are.</summary>
/// <param name="ModelVersion">The encoder all of them were made with; null before the first enrolment.</param>
/// <param name="Shards">Numbers of its shards, in the order they were opened.</param>
/// <param name="Policy">What its owner asks of decisions.</param>
/// <param name="Layout">Grows whenever a rebalance begins or ends. Searches carry it.</param>
/// <param name="Rebalance">People on their way between two of the shards; null: nobody is. The shard that they leave is searched first, then, once it has answered, the other.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.GalleryDescription")]
public sealed record GalleryDescription(
    [property: Id(0)] string Gallery,
    [property: Id(1)] string? ModelVersion,
    [property: Id(2)] IReadOnlyList<int> Shards,
    [property: Id(3)] DecisionPolicy Policy,
    [property: Id(4)] long Layout = 0,
    [property: Id(5)] Rebalance? Rebalance = null);
