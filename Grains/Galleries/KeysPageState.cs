using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// State in the key store that belongs to one page of a shard: the keys of its people, wrapped together, so that a shard unwraps a page at
/// once and without a call to the identities.
/// </summary>
[GenerateSerializer]
[Alias("FaceGrid.KeysPageState")]
public sealed class KeysPageState : IErasingState
{
    [Id(0)]
    public string KeyEncryptionKey { get; set; } = "";

    /// <summary>
    /// For each person the key's id (16 bytes) and the key (32 bytes), wrapped by <c>IKeyEncryption.Wrap</c>; empty: no keys.
    /// </summary>
    [Id(1)]
    public byte[] Box { get; set; } = [];

    /// <summary>True if storage has a key that this state does not have, which the write erases. Not stored.</summary>
    [field: NonSerialized]
    internal bool Erases { get; init; }

    bool IErasingState.Erases => Erases;
}
