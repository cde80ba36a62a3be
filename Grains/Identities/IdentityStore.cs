using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>
/// The person's record and key (docs/adr/0008) in storage. The key is durable before the first record that is encrypted with it, and is
/// erased after the last one is cleared, so no crash leaves a record without its key: a record without a key was restored from a backup
/// after the person had been removed.
/// </summary>
/// <param name="write">Makes a state the durable one; leaves the former in memory if that fails.</param>
/// <param name="keys">The person's key in the key store; null: no key store is registered.</param>
/// <param name="encryption">Null: no key file is configured.</param>
internal sealed class IdentityStore(
    IdentityContext context,
    IPersistentState<IdentityState> state,
    Func<IdentityState, Task> write,
    PersonKeyStore? keys,
    IKeyEncryption? encryption)
{
    private int _changes;

    /// <summary>
    /// The durable record; null: not enrolled, or unreadable. Calls that interleave with a change must not see the change early.
    /// </summary>
    public IdentityRecord? Record { get; private set; }

    /// <summary>The key that encrypts <see cref="Record"/> in storage; null: it is not encrypted.</summary>
    public WrappedKey? Key { get; private set; }

    /// <summary>Why the stored record cannot be read; null: it can, or there is none.</summary>
    public GridRequestException? Unreadable { get; private set; }

    /// <summary>
    /// True while a change is under way that the record may or may not show yet. What the record holds is no decision then.
    /// </summary>
    public bool IsUndecided => _changes > 0;

    public IKeyEncryption? Encryption => encryption;

    /// <summary>The record in storage, even if it cannot be decrypted.</summary>
    public IdentityRecord? Stored => Record ?? state.State.Record;

    /// <summary>Whether the stored data of the person is encrypted under the current key-encryption key.</summary>
    public ProtectionState Protection
    {
        get
        {
            if (encryption is null || (Record is null && Unreadable is null))
            {
                return ProtectionState.Gone;
            }

            var hasFormerKey = keys?.Key is { } key && key.KeyEncryptionKey != encryption.CurrentId;
            var isUnencrypted = Record is not null && (Key is null || Record.Photos?.Any(p => !p.IsSealed) == true);
            return hasFormerKey || isUnencrypted ? ProtectionState.Waiting : ProtectionState.Current;
        }
    }

    /// <summary>Begins a change; it lasts from before its first prepared entry until the result is disposed.</summary>
    public IDisposable BeginChange()
    {
        _changes++;
        return new ChangeScope(() => _changes--);
    }

    /// <summary>Reads the key and the record.</summary>
    public async Task Read()
    {
        if (keys is not null)
        {
            await keys.Read();
            if (keys.IsGoing && state.State.Record is null)
            {
                // A removal that was committed and not completed.
                await keys.Erase();
            }
        }

        try
        {
            (Record, Key) = Decrypt(state.State);
        }
        catch (GridRequestException exception)
        {
            // Thrown by the calls that need the record; the activation itself is usable.
            Unreadable = exception;
        }
    }

    /// <exception cref="GridRequestException">
    /// The stored record cannot be read, for a reason that <paramref name="isFatal"/> accepts.
    /// </exception>
    public void ThrowIfUnreadable(Func<GridError, bool>? isFatal = null)
    {
        if (Unreadable is not null && isFatal?.Invoke(Unreadable.Error) != false)
        {
            throw Unreadable.WithReason(Unreadable.Reason);
        }
    }

    /// <exception cref="GridRequestException"><see cref="GridError.MissingKey"/>: no key file or no key store is configured.</exception>
    public IKeyEncryption RequireEncryption() =>
        encryption is null ? throw context.Refusal(GridError.MissingKey, "no key file is given; nothing was changed")
        : keys is null ? throw NoKeyStore()
        : encryption;

    /// <summary>The key for the next record: the person's own, or a new one for a new person; null where nothing is encrypted.</summary>
    public WrappedKey? NextKey() => (encryption, keys) switch
    {
        (null, null) => null,
        (null, _) => throw context.Refusal(
            GridError.MissingKey, "people are encrypted here, and no key file is given; nothing was changed"),
        (_, null) => throw NoKeyStore(),
        _ when Record is not null => Key,
        var (given, _) => PersonKey.New(given, context.Owner),
    };

    /// <summary>Makes the key durable, if it is not.</summary>
    public Task WriteKey(WrappedKey? key) =>
        key is null || (ReferenceEquals(keys!.Key, key) && !keys.IsGoing) ? Task.CompletedTask : context.EndUnlessDefinite(keys.Write(key));

    /// <summary>
    /// Erases the key of a new person whose enrolment was aborted. A failure does no harm: a key without a record is unused.
    /// </summary>
    /// <param name="writing">The write of the key.</param>
    public async Task DropNewKey(Task writing)
    {
        const ConfigureAwaitOptions Quiet = ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext;
        await writing.ConfigureAwait(Quiet);
        if (Record is null && keys is not null && writing.IsCompletedSuccessfully)
        {
            await context.EndUnlessDefinite(keys.Erase()).ConfigureAwait(Quiet);
        }
    }

    /// <summary>Wraps the key under the current key-encryption key, if it is wrapped under a former one.</summary>
    public async Task RewrapKey()
    {
        if (encryption is null || keys?.Key is not { } key || key.KeyEncryptionKey == encryption.CurrentId)
        {
            return;
        }

        var rewrapped = PersonKey.Rewrap(encryption, context.Owner, key);
        await context.EndUnlessDefinite(keys.Write(rewrapped, keys.IsGoing));
        Key = Key?.Id == rewrapped.Id ? rewrapped : Key;
    }

    /// <summary>Marks the key as that of a removal under way, so that a crash after the commit point still erases it.</summary>
    public Task MarkKeyForRemoval() =>
        keys?.Key is { } key ? context.EndUnlessDefinite(keys.Write(key, isGoing: true)) : Task.CompletedTask;

    public Task EraseKey() => keys is null ? Task.CompletedTask : context.EndUnlessDefinite(keys.Erase());

    /// <summary>Writes the record, encrypted with the key if there is one: the commit point of every change.</summary>
    public async Task Write(IdentityRecord record, WrappedKey? key)
    {
        await write(Encrypt(record, key));
        (Record, Key) = (record, key);
    }

    /// <summary>Clears the record: the commit point of a removal.</summary>
    public async Task Clear()
    {
        await context.EndUnlessDefinite(state.ClearStateAsync());
        (Record, Key, Unreadable) = (null, null, null);
    }

    /// <exception cref="GridRequestException"><see cref="GridError.Undecided"/>.</exception>
    public void ThrowIfUndecided()
    {
        if (IsUndecided)
        {
            throw context.Refusal(GridError.Undecided, "a change is being written; ask again");
        }
    }

    private GridRequestException NoKeyStore() =>
        context.Refusal(GridError.MissingKey, "a key file is given, but no store of keys; nothing was changed");

    private IdentityState Encrypt(IdentityRecord record, WrappedKey? wrapped)
    {
        if (wrapped is null)
        {
            return new IdentityState { Record = record };
        }

        using var key = PersonKey.Unwrap(encryption, context.Owner, wrapped);
        return SealedRecord.Seal(record, key, wrapped.Id);
    }

    private (IdentityRecord? Record, WrappedKey? Key) Decrypt(IdentityState stored)
    {
        if (stored is not { Record: { } record, KeyId: { } needed })
        {
            return (stored.Record, null);
        }

        if (keys is null)
        {
            throw Faults.NoKeyStore(context.Owner, needed);
        }

        if (keys.Key?.Id != needed)
        {
            throw keys.Key is null
                ? Faults.Erased(context.Owner, needed)
                : Faults.OtherKey(context.Owner, "the record", needed, keys.Key.Id);
        }

        using var key = PersonKey.Unwrap(encryption, context.Owner, keys.Key);
        return (SealedRecord.Open(record, key, context.Owner), keys.Key);
    }
}
