using FaceGrid.Grains.Interfaces.Consistency;

namespace FaceGrid.Cli.Results;

/// <summary>A line of <c>check</c> for each disagreement between a shard and an identity.</summary>
/// <param name="Kind">What disagrees.</param>
/// <param name="Identity">Name of the identity.</param>
/// <param name="Gallery">Name of the gallery; null: the fault is that of the record alone.</param>
/// <param name="Shard">Number of the shard; null: the fault is that of the record alone.</param>
/// <param name="Reason">Why an entry or a record cannot be read; null for other kinds.</param>
/// <param name="Repaired">True: repaired by this command.</param>
internal sealed record CheckFaultResult(
    CopyFaultKind Kind, string Identity, string? Gallery, int? Shard, string? Reason, bool Repaired);
