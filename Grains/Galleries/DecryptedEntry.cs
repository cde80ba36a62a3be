using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>A decrypted entry together with its stored form, which is made once and not for every write of its page.</summary>
/// <param name="Entry">With its key, if the identity has sent it since the activation of the shard.</param>
/// <param name="Sealed">The encrypted encodings; null: the entry is stored without encryption.</param>
internal sealed record DecryptedEntry(ShardEntry Entry, byte[]? Sealed)
{
    /// <summary>Encrypts the entry's encodings with its key, if it has one.</summary>
    /// <exception cref="GridRequestException">The key cannot be unwrapped here.</exception>
    public static DecryptedEntry Of(ShardEntry entry, ShardStores stores, string modelVersion)
    {
        if (entry.Key is not { } wrapped)
        {
            return new DecryptedEntry(entry, null);
        }

        using var key = PersonKey.Unwrap(stores.Encryption, Owner(stores, entry.Identity), wrapped);
        return new DecryptedEntry(entry, key.Seal(Place(stores), modelVersion, entry.Encodings));
    }

    /// <summary>Decrypts the result of <see cref="ToStored"/>.</summary>
    /// <exception cref="GridRequestException">
    /// <see cref="GridError.ErasedIdentity"/>, <see cref="GridError.MissingKey"/> or <see cref="GridError.DamagedRecord"/>.
    /// </exception>
    public static DecryptedEntry Open(ShardPageEntry stored, OpenedKeys keys, ShardStores stores, string modelVersion)
    {
        if (stored.Sealed is not { } sealedBytes)
        {
            return new DecryptedEntry(stored.Entry, null);
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
            ? new DecryptedEntry(stored.Entry with { Encodings = encodings, Key = null }, sealedBytes)
            : throw Faults.Damaged(owner, place);
    }

    public ShardPageEntry ToStored(bool inDoubt) =>
        Sealed is null ? new(Entry, inDoubt) : new(Entry with { Encodings = [], Key = null }, inDoubt, Sealed);

    /// <summary>Whether both have the same templates, encrypted with the same key.</summary>
    public bool Holds(ShardEntry entry) =>
        Entry.Version == entry.Version
        && (Sealed is null ? null : PersonKey.IdOf(Sealed)) == (entry.Key is null ? null : PersonKey.IdOf(entry.Key))
        && Entry.Encodings.AsSpan().SequenceEqual(entry.Encodings);

    private static string Owner(ShardStores stores, string identity) => GridKeys.Identity(GridKeys.TenantOf(stores.Shard), identity);

    private static string Place(ShardStores stores) => $"gallery shard '{stores.Shard}'";
}
