namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>The shards that searches of a gallery cover.</summary>
/// <param name="ModelVersion">The encoder that made all of its templates; null before the first enrolment.</param>
/// <param name="Shards">Numbers of its shards, in the order in which they were opened.</param>
/// <param name="Policy">Decision policy of the gallery's owner.</param>
/// <param name="Layout">Grows whenever a rebalance begins or ends. Searches carry it.</param>
/// <param name="Rebalance">
/// People who are moving between two of the shards; null: none. The shard that they leave is searched first, and the other one once it has
/// answered.
/// </param>
/// <param name="RegistryVersion">
/// State of the tenant's model registry: what was read from it remains valid while this number stays. Null: unknown, nothing may be kept.
/// </param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.GalleryDescription")]
public sealed record GalleryDescription(
    [property: Id(0)] string Gallery,
    [property: Id(1)] string? ModelVersion,
    [property: Id(2)] IReadOnlyList<int> Shards,
    [property: Id(3)] DecisionPolicy Policy,
    [property: Id(4)] long Layout = 0,
    [property: Id(5)] Rebalance? Rebalance = null,
    [property: Id(6)] long? RegistryVersion = null);
