namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>People on their way from one shard of a gallery to another.</summary>
/// <param name="From">Gives its people away, in part (a split) or all of them (a merge), and takes nobody.</param>
/// <param name="Layout">Of the gallery since this began; a probe that holds an earlier one is not answered by <paramref name="From"/> any more.</param>
/// <param name="IsMerge">Everybody goes, and then the shard.</param>
/// <param name="Goal">Of a split: it ends once <paramref name="From"/> has no more templates than these.</param>
/// <param name="IsClosed">Of a merge: everybody has gone and the shard is not the gallery's any more; what is left of it in storage is being cleared.</param>
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
