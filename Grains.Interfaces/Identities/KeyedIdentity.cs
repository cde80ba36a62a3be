using FaceGrid.Grains.Interfaces.Encryption;

namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>A person's record, and the key that gallery shards encrypt their copies of the templates with.</summary>
/// <param name="Key">Null: the person is not encrypted.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.KeyedIdentity")]
public sealed record KeyedIdentity([property: Id(0)] IdentityRecord Record, [property: Id(1)] WrappedKey? Key);
