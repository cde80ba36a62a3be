using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>An entry with the form in which it is stored, which is made once and not for every write of its page.</summary>
/// <param name="Entry">With the key if the identity sent it since the shard was activated.</param>
/// <param name="Sealed">Its encodings, encrypted; null: it is stored as it is.</param>
internal sealed record HeldEntry(ShardEntry Entry, byte[]? Sealed)
{
    /// <summary>Encrypts the entry's encodings with its key, if it has one.</summary>
    /// <exception cref="GridRequestException">The key cannot be unwrapped here.</exception>
    public static HeldEntry Of(ShardEntry entry, ShardStores stores, string modelVersion)
    {
        if (entry.Key is not { } wrapped)
        {
            return new HeldEntry(entry, null);
        }

        using var key = PersonKey.Unwrap(stores.Encryption, Owner(stores, entry.Identity), wrapped);
        return new HeldEntry(entry, key.Seal(Place(stores), modelVersion, entry.Encodings));
    }

    /// <summary>Reads what <see cref="ToStored"/> made.</summary>
    /// <exception cref="GridRequestException"><see cref="GridError.ErasedIdentity"/>, <see cref="GridError.MissingKey"/> or <see cref="GridError.DamagedRecord"/>.</exception>
    public static HeldEntry Open(ShardPageEntry stored, OpenedKeys keys, ShardStores stores, string modelVersion)
    {
        if (stored.Sealed is not { } sealedBytes)
        {
            return new HeldEntry(stored.Entry, null);
        }

        var owner = Owner(stores, stored.Entry.Identity);
        var place = Place(stores);
        if (PersonKey.IdOf(sealedBytes) is not { } id)
        {
            throw Faults.Damaged(owner, place);
        }

        if (keys.Find(id) is not { IsEmpty: false } found)
        {
            throw stores.Keys is null ? Faults.NoKeyStore(owner, PersonKey.Text(id)) : Faults.Erased(owner, PersonKey.Text(id));
        }

        using var key = PersonKey.Of(owner, id, found);
        var encodings = key.Open(place, modelVersion, sealedBytes);
        return encodings.Length % TemplateBytes.Size == 0
            ? new HeldEntry(stored.Entry with { Encodings = encodings, Key = null }, sealedBytes)
            : throw Faults.Damaged(owner, place);
    }

    public ShardPageEntry ToStored(bool doubtful) =>
        Sealed is null ? new(Entry, doubtful) : new(Entry with { Encodings = [], Key = null }, doubtful, Sealed);

    /// <summary>The same templates, encrypted with the same key.</summary>
    public bool Holds(ShardEntry entry) =>
        Entry.Version == entry.Version
        && (Sealed is null ? null : PersonKey.IdOf(Sealed)) == (entry.Key is null ? null : PersonKey.IdOf(entry.Key))
        && Entry.Encodings.AsSpan().SequenceEqual(entry.Encodings);

    private static string Owner(ShardStores stores, string identity) => GridKeys.Identity(GridKeys.TenantOf(stores.Shard), identity);

    private static string Place(ShardStores stores) => $"gallery shard '{stores.Shard}'";
}
