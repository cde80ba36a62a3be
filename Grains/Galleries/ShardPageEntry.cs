using System.Text.Json.Serialization;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>One person's entry in a page.</summary>
/// <param name="Entry">Without the key, and without encodings if these are encrypted.</param>
/// <param name="InDoubt">
/// Prepared and not committed: at activation the identity's record is read. Stored under the name that earlier versions gave it.
/// </param>
/// <param name="Sealed">The encodings, encrypted with the person's key; null: <paramref name="Entry"/> has them unencrypted.</param>
[GenerateSerializer]
[Alias("FaceGrid.ShardPageEntry")]
public sealed record ShardPageEntry(
    [property: Id(0)] ShardEntry Entry,
    [property: Id(1), JsonPropertyName("Doubtful")] bool InDoubt,
    [property: Id(2)] byte[]? Sealed = null);
