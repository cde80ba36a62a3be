using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encryption;

namespace FaceGrid.Grains.Identities;

/// <summary>Encrypts the stored data of a person who was enrolled without encryption, and rewraps the person's key.</summary>
internal sealed class IdentityProtection(
    IdentityContext context, IdentityStore store, IdentityPlaces places, IdentityPhotos photos, IdentityRemoval removal)
{
    /// <inheritdoc cref="Interfaces.Identities.IIdentityGrain.Protect"/>
    public async Task<ProtectionState> Protect(CancellationToken cancellationToken)
    {
        var encryption = store.RequireEncryption();
        store.ThrowIfUnreadable(error => error is GridError.MissingKey);
        await store.RewrapKey();
        if (store.Protection == ProtectionState.Waiting && store.Unreadable is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await EncryptRecord(encryption);
            await photos.EncryptAll();
        }

        return store.Protection;
    }

    /// <summary>
    /// Prepares a change: removes what is left of an erased person, and encrypts a person who is to be encrypted and is not.
    /// </summary>
    public async Task MakeWritable(CancellationToken cancellationToken)
    {
        if (store.Unreadable is { Error: GridError.ErasedIdentity })
        {
            await removal.Run(cancellationToken);
        }
        else if (store.Record is not null && store.Encryption is not null)
        {
            store.RequireEncryption();
            if (store.Protection == ProtectionState.Waiting)
            {
                await Protect(cancellationToken);
            }
        }
    }

    /// <summary>Encrypts an unencrypted record and its copies, as an enrolment without photos.</summary>
    private async Task EncryptRecord(IKeyEncryption encryption)
    {
        if (store.Key is not null)
        {
            return;
        }

        var key = PersonKey.New(encryption, context.Owner);
        var record = store.Record! with { Version = store.Record!.Version + 1, Changed = context.Time.GetUtcNow() };

        using var change = store.BeginChange();

        // All are awaited, also when one fails: none may still write when the next step begins.
        await Task.WhenAll([store.WriteKey(key), .. record.Galleries.Select(m => (Task)places.Prepare(m, record, key))]);
        await store.Write(record, key);
        await places.Commit(record.Galleries, key);
    }
}
