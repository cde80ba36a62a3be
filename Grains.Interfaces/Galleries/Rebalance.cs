namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>A move of people from one shard of a gallery to another.</summary>
/// <param name="From">The shard that is drained, in part (a split) or entirely (a merge); it admits no new people.</param>
/// <param name="Layout">
/// Layout number of the gallery since the rebalance began; <paramref name="From"/> refuses probes with an earlier one.
/// </param>
/// <param name="IsMerge">True if all people move and the shard is then closed.</param>
/// <param name="Goal">For a split: it ends once <paramref name="From"/> has at most this many templates.</param>
/// <param name="IsClosed">
/// For a merge: all people have moved and the shard no longer belongs to the gallery; what is left of it in storage is being cleared.
/// </param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.Rebalance")]
public sealed record Rebalance(
    [property: Id(0)] string ModelVersion,
    [property: Id(1)] int From,
    [property: Id(2)] int To,
    [property: Id(3)] long Layout,
    [property: Id(4)] bool IsMerge,
    [property: Id(5)] int Goal,
    [property: Id(6)] bool IsClosed = false);
