using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Identities;

namespace FaceGrid.Grains.Galleries;

/// <summary>An entry with the form in which it is stored, which is made once and not for every write of its page.</summary>
/// <param name="Sealed">Its encodings, encrypted; null: it is stored as it is.</param>
internal sealed record HeldEntry(ShardEntry Entry, byte[]? Sealed)
{
    /// <summary>Encrypts the entry's encodings with its key, if it has one.</summary>
    /// <param name="shard">The shard's grain key.</param>
    /// <exception cref="GridRequestException">The key cannot be unwrapped here.</exception>
    public static HeldEntry Of(ShardEntry entry, IKeyEncryption? encryption, string shard, string modelVersion)
    {
        if (entry.Key is not { } wrapped)
        {
            return new HeldEntry(entry, null);
        }

        using var key = PersonKey.Unwrap(encryption, Owner(shard, entry.Identity), wrapped);
        return new HeldEntry(entry, key.Seal(Place(shard), modelVersion, entry.Encodings));
    }

    /// <summary>Reads what <see cref="ToStored"/> made.</summary>
    /// <param name="wrapped">The person's key, where it was found.</param>
    /// <exception cref="GridRequestException"><see cref="GridError.ErasedIdentity"/>, <see cref="GridError.MissingKey"/> or <see cref="GridError.DamagedRecord"/>.</exception>
    /// <param name="hasKeyStore">Else nobody can say whether a key was erased.</param>
    public static HeldEntry Open(ShardPageEntry stored, WrappedKey? wrapped, IKeyEncryption? encryption, bool hasKeyStore, string shard, string modelVersion)
    {
        if (stored.Sealed is not { } sealedBytes)
        {
            return new HeldEntry(stored.Entry, null);
        }

        var owner = Owner(shard, stored.Entry.Identity);
        var needed = PersonKey.KeyIdOf(sealedBytes) ?? throw Faults.Damaged(owner, Place(shard));
        if (wrapped?.Id != needed)
        {
            throw !hasKeyStore ? Faults.NoKeyStore(owner, needed) : wrapped is null ? Faults.Erased(owner, needed) : Faults.OtherKey(owner, Place(shard), needed, wrapped.Id);
        }

        using var key = PersonKey.Unwrap(encryption, owner, wrapped);
        var encodings = key.Open(Place(shard), modelVersion, sealedBytes);
        return encodings.Length % TemplateBytes.Size == 0
            ? new HeldEntry(stored.Entry with { Encodings = encodings, Key = wrapped }, sealedBytes)
            : throw Faults.Damaged(owner, Place(shard));
    }

    public ShardPageEntry ToStored(bool doubtful) =>
        Sealed is null ? new(Entry, doubtful) : new(Entry with { Encodings = [], Key = null }, doubtful, Sealed);

    private static string Owner(string shard, string identity) => GridKeys.Identity(GridKeys.TenantOf(shard), identity);

    private static string Place(string shard) => $"gallery shard '{shard}'";
}
