using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>What the store of keys keeps beside one page of a shard: the keys of its people, so that a shard is read without asking each of them.</summary>
[GenerateSerializer]
[Alias("FaceGrid.KeysPageState")]
public sealed class KeysPageState : IErasingState
{
    /// <summary>By identity.</summary>
    [Id(0)]
    public Dictionary<string, WrappedKey> Keys { get; set; } = [];

    /// <summary>There is somebody in storage whom this does not have. Not stored.</summary>
    internal bool Erases { get; init; }

    bool IErasingState.Erases => Erases;
}
