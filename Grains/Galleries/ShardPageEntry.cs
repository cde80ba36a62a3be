using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>One person's entry in a page.</summary>
/// <param name="Entry">Without the key, and without encodings if these are encrypted.</param>
/// <param name="Doubtful">Written before the identity decided: at activation the identity is asked.</param>
/// <param name="Sealed">The encodings, encrypted with the person's key; null: the entry has them as they are.</param>
[GenerateSerializer]
[Alias("FaceGrid.ShardPageEntry")]
public sealed record ShardPageEntry(
    [property: Id(0)] ShardEntry Entry,
    [property: Id(1)] bool Doubtful,
    [property: Id(2)] byte[]? Sealed = null);
