using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>Chooses the next rebalance of a gallery from the loads of its shards: a split before a merge.</summary>
internal sealed class RebalancePlanner(ShardOptions options)
{
    /// <param name="versions">The shards of each model version with their loads.</param>
    /// <param name="excluded">Shards that are not rebalanced.</param>
    /// <returns>Null: no rebalance is called for.</returns>
    public RebalancePlan? Plan(
        IReadOnlyList<(string ModelVersion, IReadOnlyList<(int Number, ShardLoad Load)> Shards)> versions, IReadOnlySet<int> excluded)
    {
        var candidates = versions.Select(v => (v.ModelVersion, Shards: ByFill(v.Shards.Where(s => !excluded.Contains(s.Number))))).ToList();
        return candidates.Select(v => Split(v.ModelVersion, v.Shards)).FirstOrDefault(p => p is not null)
            ?? candidates.Select(v => Merge(v.ModelVersion, v.Shards)).FirstOrDefault(p => p is not null);
    }

    private List<(int Number, ShardLoad Load)> ByFill(IEnumerable<(int Number, ShardLoad Load)> shards) =>
        [.. shards.OrderBy(s => options.FillOf(s.Load))];

    private RebalancePlan? Split(string version, List<(int Number, ShardLoad Load)> shards) =>
        shards.Find(s => options.IsOver(s.Load)) is { Load: { } full } over
            ? new(version, over.Number, To: null, Goal: full.Templates / 2)
            : null;

    /// <summary>Merges the two emptiest shards. Unreadable entries cannot move, so a shard that has some can only be the target.</summary>
    private RebalancePlan? Merge(string version, List<(int Number, ShardLoad Load)> shards) => shards is [var small, var large, ..]
        && options.CanMerge(small.Load, large.Load)
            ? (small.Load.Unreadable, large.Load.Unreadable) switch
            {
                (0, _) => new(version, small.Number, large.Number, Goal: 0),
                (_, 0) => new(version, large.Number, small.Number, Goal: 0),
                _ => null,
            }
            : null;
}
