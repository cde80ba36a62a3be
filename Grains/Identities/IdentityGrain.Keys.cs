using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Identities;

/// <summary>
/// The person's key (docs/adr/0008). It is durable before the first record that is encrypted with it, and erased after the last one is gone,
/// so no crash leaves a record without its key: a record that has none was put back from a backup after the person had been removed.
/// </summary>
public sealed partial class IdentityGrain
{
    /// <summary>Null where no store of keys is registered.</summary>
    private PersonKeyStore? _keyStore;

    /// <summary>What <see cref="_durable"/> is stored encrypted with; null: it is not.</summary>
    private WrappedKey? _durableKey;

    /// <summary>Why the stored record cannot be read.</summary>
    private GridRequestException? _unreadable;

    private IKeyEncryption? Encryption => services.GetService<IKeyEncryption>();

    private string Owner => this.GetPrimaryKeyString();

    public Task<KeyedIdentity?> GetForGallery()
    {
        ThrowIfUnreadable();
        return Task.FromResult(_durable is null ? null : new KeyedIdentity(_durable, _durableKey));
    }

    public Task<ProtectionState> LookAtProtection() => Task.FromResult(Encryption is { } encryption ? Look(encryption) : ProtectionState.Gone);

    public async Task<ProtectionState> Protect(CancellationToken cancellationToken)
    {
        var encryption = RequireEncryption();
        if (_unreadable is { Error: GridError.MissingKey })
        {
            throw Again(_unreadable);
        }

        if (_keyStore!.Key is { } key && key.KeyEncryptionKey != encryption.CurrentId)
        {
            var rewrapped = PersonKey.Rewrap(encryption, Owner, key);
            await this.EndOnConflict(_keyStore.Write(rewrapped, _keyStore.IsGoing));
            _durableKey = _durableKey?.Id == rewrapped.Id ? rewrapped : _durableKey;
        }

        if (Look(encryption) == ProtectionState.Waiting && _unreadable is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Encrypt(encryption);
        }

        return Look(encryption);
    }

    private static GridRequestException Again(GridRequestException told) => new(told.Error, told.Subject, told.Message[(told.Subject.Length + 2)..]);

    private ProtectionState Look(IKeyEncryption encryption) =>
        _durable is null && _unreadable is null ? ProtectionState.Gone
        : (_keyStore?.Key is { } key && key.KeyEncryptionKey != encryption.CurrentId)
            || (_durable is not null && (_durableKey is null || _durable.Photos?.Any(p => !p.IsSealed) == true)) ? ProtectionState.Waiting
        : ProtectionState.Current;

    private IKeyEncryption RequireEncryption() => Encryption is { } encryption && _keyStore is not null
        ? encryption
        : throw (Encryption is null ? new GridRequestException(GridError.MissingKey, $"identity '{Name}'", "no key file is given; nothing was changed") : NoKeyStore());

    private GridRequestException NoKeyStore() => new(GridError.MissingKey, $"identity '{Name}'", "a key file is given, but no store of keys; nothing was changed");

    private async Task ReadKey()
    {
        if (services.GetKeyedService<IGrainStorage>(GridStorage.Keys) is { } storage)
        {
            _keyStore = new PersonKeyStore(storage, this.GetGrainId());
            await _keyStore.Read();
            if (_keyStore.IsGoing && state.State.Record is null)
            {
                // A removal that was decided and not finished.
                await _keyStore.Erase();
            }
        }

        try
        {
            (_durable, _durableKey) = Open(state.State);
        }
        catch (GridRequestException exception)
        {
            // Told to whoever asks; the activation itself is sound.
            _unreadable = exception;
        }
    }

    private (IdentityRecord? Record, WrappedKey? Key) Open(IdentityState stored)
    {
        if (stored is not { Record: { } record, KeyId: { } needed })
        {
            return (stored.Record, null);
        }

        if (_keyStore is null)
        {
            throw Faults.NoKeyStore(Owner, needed);
        }

        if (_keyStore.Key?.Id != needed)
        {
            throw _keyStore.Key is null ? Faults.Erased(Owner, needed) : Faults.OtherKey(Owner, "the record", needed, _keyStore.Key.Id);
        }

        using var key = PersonKey.Unwrap(Encryption, Owner, _keyStore.Key);
        return (SealedRecord.Open(record, key, Owner), _keyStore.Key);
    }

    /// <summary>The key for the next record: the person's own, or a new one for a new person; null where nothing is encrypted.</summary>
    private WrappedKey? KeyFor(IdentityRecord? before) =>
        (Encryption, _keyStore) switch
        {
            (null, null) => null,
            (null, _) => throw new GridRequestException(GridError.MissingKey, $"identity '{Name}'", "people are encrypted here, and no key file is given; nothing was changed"),
            (_, null) => throw NoKeyStore(),
            _ when before is not null => _durableKey,
            var (encryption, _) => PersonKey.New(encryption, Owner),
        };

    /// <summary>Makes the key durable, if it is not.</summary>
    private Task Keep(WrappedKey? key) =>
        key is null || (ReferenceEquals(_keyStore!.Key, key) && !_keyStore.IsGoing) ? Task.CompletedTask : this.EndOnConflict(_keyStore.Write(key));

    /// <summary>An enrolment was refused while its key was being kept: a key of nobody need not stay. Where that fails it does no harm.</summary>
    private async Task DropNew(Task keeping)
    {
        await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_durable is null && _keyStore is not null && keeping.IsCompletedSuccessfully)
        {
            await _keyStore.Erase().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Encrypts what is stored of a person from before there was a key: as an enrolment without photos.</summary>
    private async Task Encrypt(IKeyEncryption encryption)
    {
        if (_durableKey is null)
        {
            var key = PersonKey.New(encryption, Owner);
            var record = _durable! with { Version = _durable.Version + 1, Changed = time.GetUtcNow() };
            await Together(Keep(key), record.Galleries.Select(m => Shard(m).Prepare(m.ModelVersion, Entry(record, m.ModelVersion, key))));
            await Write(record, key);
            await Publish(record.Galleries, key);
        }

        await SealPhotos();
    }

    private IdentityState Stored(IdentityRecord record, WrappedKey? wrapped)
    {
        if (wrapped is null)
        {
            return new IdentityState { Record = record };
        }

        using var key = PersonKey.Unwrap(Encryption, Owner, wrapped);
        return SealedRecord.Seal(record, key, wrapped.Id);
    }

    /// <summary>Waits for all, also when one fails: none may still write when the next step begins.</summary>
    private static Task Together(Task first, IEnumerable<Task> others) => Task.WhenAll([first, .. others]);

    private void ThrowIfUnreadable()
    {
        if (_unreadable is not null)
        {
            throw Again(_unreadable);
        }
    }
}
