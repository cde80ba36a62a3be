using FaceGrid.Grains.Interfaces.Encryption;

namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>One person's templates as a shard holds them.</summary>
/// <param name="Version">Of the <see cref="Identities.IdentityRecord"/> they come from.</param>
/// <param name="Encodings">n x 128 little-endian floats, template after template.</param>
/// <param name="Key">What the shard encrypts its stored copy with; null: it stores it as it is. Never stored beside the copy.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ShardEntry")]
public sealed record ShardEntry(
    [property: Id(0)] string Identity,
    [property: Id(1)] long Version,
    [property: Id(2)] byte[] Encodings,
    [property: Id(3)] WrappedKey? Key = null);
