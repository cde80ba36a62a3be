namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>All shards of a gallery, of every model version.</summary>
/// <param name="Number">
/// Grows whenever a rebalance begins or ends. If it is the same before and after a pass over the shards in the given order, the pass has
/// seen every person.
/// </param>
/// <param name="Versions">The gallery's own version first.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.GalleryLayout")]
public sealed record GalleryLayout(
    [property: Id(0)] long Number,
    [property: Id(1)] IReadOnlyList<VersionShards> Versions,
    [property: Id(2)] Rebalance? Rebalance);
