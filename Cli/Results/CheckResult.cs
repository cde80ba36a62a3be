namespace FaceGrid.Cli.Results;

/// <summary>The last line of <c>check</c>.</summary>
/// <param name="Shards">Number of shards.</param>
/// <param name="Entries">Number of shard entries compared with the records of their identities.</param>
/// <param name="Records">Number of records compared with the shards that they list.</param>
/// <param name="Faults">Number of disagreements.</param>
/// <param name="Repaired">Number of disagreements that were repaired.</param>
/// <param name="Skipped">Number of identities that were not compared, because a change was under way.</param>
internal sealed record CheckResult(int Shards, int Entries, int Records, int Faults, int Repaired, int Skipped);
