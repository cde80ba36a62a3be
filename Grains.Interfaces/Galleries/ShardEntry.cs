using FaceGrid.Grains.Interfaces.Encryption;

namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>One person's templates as a shard holds them.</summary>
/// <param name="Version">Version of the <see cref="Identities.IdentityRecord"/> that the templates come from.</param>
/// <param name="Encodings">n x 128 little-endian floats, template after template.</param>
/// <param name="Key">Key that encrypts the shard's stored copy; null: the copy is not encrypted. Never stored beside the copy.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ShardEntry")]
public sealed record ShardEntry(
    [property: Id(0)] string Identity,
    [property: Id(1)] long Version,
    [property: Id(2)] byte[] Encodings,
    [property: Id(3)] WrappedKey? Key = null);
