namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>The nearest people of one shard, nearest first (ties by identity, ordinal).</summary>
/// <param name="Size">People in the snapshot that was searched.</param>
/// <param name="Comparisons">Comparisons of the search: templates in the snapshot, or people where templates are fused.</param>
/// <param name="ScanMilliseconds">Time of the scan itself.</param>
/// <param name="Changes">As in <see cref="ShardSize"/>.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ShardAnswer")]
public sealed record ShardAnswer(
    [property: Id(0)] IReadOnlyList<ShardHit> Hits,
    [property: Id(1)] int Size,
    [property: Id(2)] double ScanMilliseconds,
    [property: Id(3)] int Comparisons,
    [property: Id(4)] long Changes = 0);
