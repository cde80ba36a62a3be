namespace FaceGrid.Grains.Interfaces.Consistency;

/// <summary>One disagreement between a shard and an identity's record.</summary>
/// <param name="Gallery">Null: the fault is that of the record alone.</param>
/// <param name="Shard">Number of the shard; null as <paramref name="Gallery"/>.</param>
/// <param name="Reason">Why something cannot be read; null for the other kinds.</param>
/// <param name="Repaired">True: the shard agrees with the record now.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.CopyFault")]
public sealed record CopyFault(
    [property: Id(0)] CopyFaultKind Kind,
    [property: Id(1)] string Identity,
    [property: Id(2)] string? Gallery,
    [property: Id(3)] int? Shard,
    [property: Id(4)] string? Reason,
    [property: Id(5)] bool Repaired);
