using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// What the store of keys keeps beside one page of a shard: the keys of its people, wrapped together, so that a shard unwraps a page at once and
/// asks nobody.
/// </summary>
[GenerateSerializer]
[Alias("FaceGrid.KeysPageState")]
public sealed class KeysPageState : IErasingState
{
    [Id(0)]
    public string KeyEncryptionKey { get; set; } = "";

    /// <summary>Of each person the key's id (16 bytes) and the key (32), as <c>IKeyEncryption.Wrap</c> makes it; empty: no keys.</summary>
    [Id(1)]
    public byte[] Box { get; set; } = [];

    /// <summary>There is a key in storage that this does not have. Not stored.</summary>
    [field: NonSerialized]
    internal bool Erases { get; init; }

    bool IErasingState.Erases => Erases;
}
