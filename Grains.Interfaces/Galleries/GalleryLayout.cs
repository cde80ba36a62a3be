namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>All shards of a gallery, of whichever model version.</summary>
/// <param name="Number">Grows whenever a rebalance begins or ends: while it stays the same, who goes through the shards in order misses nobody.</param>
/// <param name="Versions">The gallery's own version first.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.GalleryLayout")]
public sealed record GalleryLayout(
    [property: Id(0)] long Number,
    [property: Id(1)] IReadOnlyList<VersionShards> Versions,
    [property: Id(2)] Rebalance? Rebalance);
