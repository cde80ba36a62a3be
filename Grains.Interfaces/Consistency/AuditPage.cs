namespace FaceGrid.Grains.Interfaces.Consistency;

/// <summary>What one slice of a comparison of shards and identities found.</summary>
/// <param name="Examined">Number of people in the slice.</param>
/// <param name="Skipped">Those of them with a change under way, or whose record cannot be read at present.</param>
/// <param name="Next">Where the next slice begins; null: this was the last one.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.AuditPage")]
public sealed record AuditPage(
    [property: Id(0)] IReadOnlyList<CopyFault> Faults,
    [property: Id(1)] int Examined,
    [property: Id(2)] int Skipped,
    [property: Id(3)] string? Next);
