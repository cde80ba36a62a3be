namespace FaceGrid.Cli.Results;

/// <summary>A split or merge of shards in progress.</summary>
/// <param name="Kind">"split" or "merge".</param>
/// <param name="From">Number of the shard that identities leave.</param>
/// <param name="To">Number of the shard that identities move to.</param>
internal sealed record RebalanceResult(string Kind, int From, int To);
