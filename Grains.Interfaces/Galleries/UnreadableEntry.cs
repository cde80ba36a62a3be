namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>A quarantined entry: in the shard's storage, and excluded from searches.</summary>
/// <param name="Error"><see cref="GridError.ErasedIdentity"/> or <see cref="GridError.DamagedRecord"/>.</param>
/// <param name="Reason">One line for the operator, with the identity.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.UnreadableEntry")]
public sealed record UnreadableEntry(
    [property: Id(0)] string Identity,
    [property: Id(1)] GridError Error,
    [property: Id(2)] string Reason);
