namespace FaceGrid.Grains.Galleries;

/// <summary>A rebalance that is called for.</summary>
/// <param name="To">Target of a merge; null: a split, which opens a new shard.</param>
/// <param name="Goal">Templates that a split leaves in <paramref name="From"/>.</param>
internal sealed record RebalancePlan(string ModelVersion, int From, int? To, int Goal);
