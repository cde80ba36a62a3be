namespace FaceGrid.Grains.Interfaces.Consistency;

/// <summary>A shard to compare with identities.</summary>
/// <param name="Key">Its grain key, <c>tenant/gallery/n</c>.</param>
/// <param name="People">Number of its entries, an estimate of the work.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.AuditedShard")]
public sealed record AuditedShard([property: Id(0)] string Key, [property: Id(1)] int People);
