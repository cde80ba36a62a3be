namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>An entry that a shard's storage still has and nobody can be found by.</summary>
/// <param name="Error"><see cref="GridError.ErasedIdentity"/> or <see cref="GridError.DamagedRecord"/>.</param>
/// <param name="Reason">In words, with the identity.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.UnreadableEntry")]
public sealed record UnreadableEntry(
    [property: Id(0)] string Identity,
    [property: Id(1)] GridError Error,
    [property: Id(2)] string Reason);
