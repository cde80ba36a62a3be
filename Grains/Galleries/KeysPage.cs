using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>The keys of one page's people and their state in the key store (<c>keys-0</c>, <c>keys-1</c> … of the shard grain).</summary>
internal sealed class KeysPage
{
    private readonly ShardStores _stores;
    private readonly string _stateName;
    private readonly Func<IEnumerable<NeededKey>> _needed;
    private readonly GrainState<KeysPageState> _stored = new() { State = new KeysPageState() };
    private readonly CoalescedWrite _writer;
    private HashSet<Guid> _durable = [];
    private bool _mustRewrap;
    private bool _isCleared;

    /// <param name="needed">The keys that the entries of the page are encrypted with at present.</param>
    public KeysPage(int number, ShardStores stores, Func<IEnumerable<NeededKey>> needed)
    {
        _stores = stores;
        _needed = needed;
        _stateName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"keys-{number}");
        _writer = new CoalescedWrite(WriteOnce);
    }

    /// <summary>The key-encryption key that the keys are wrapped under; null: there are no keys.</summary>
    public string? KeyEncryptionKey => _stored.State is { Box.Length: > 0 } state ? state.KeyEncryptionKey : null;

    /// <summary>True if storage has keys that no entry needs, after a crash between the two writes.</summary>
    public bool HasOrphans => !_durable.IsSubsetOf(_needed().Select(n => n.Id));

    private string Place => $"gallery shard '{_stores.Shard}'";

    public Task Read() => _stores.Keys!.ReadStateAsync(_stateName, _stores.GrainId, _stored);

    /// <summary>Unwraps the keys that were read. Not to be called while keys are written.</summary>
    /// <exception cref="GridRequestException"><see cref="GridError.MissingKey"/> or <see cref="GridError.DamagedRecord"/>.</exception>
    public OpenedKeys Open()
    {
        if (KeyEncryptionKey is not { } id)
        {
            return OpenedKeys.None;
        }

        if (_stores.Encryption is null || !_stores.Encryption.Has(id))
        {
            throw Faults.MissingKey(Place, id, _stores.Encryption);
        }

        var box = _stored.State!.Box;
        var content = new byte[Math.Max(0, box.Length - GcmBox.Overhead)];
        try
        {
            _stores.Encryption.Unwrap(id, box, Data(id), content);
            var opened = new OpenedKeys(content.Length % OpenedKeys.Size == 0 ? content : throw new CryptographicException());
            _durable = [.. opened.Ids];
            return opened;
        }
        catch (CryptographicException)
        {
            throw new GridRequestException(
                GridError.DamagedRecord, Place, $"the keys of {_stateName} were altered, or belong to another shard; they are not used");
        }
    }

    /// <summary>Completes once the keys that the page needs at present are durable. Writes only if they have changed.</summary>
    public Task Write() => _writer.WriteAsync();

    /// <summary>Wraps the keys under the current key-encryption key.</summary>
    public Task Rewrap()
    {
        _mustRewrap = true;
        return _writer.WriteAsync();
    }

    /// <summary>Clears the keys from storage; nothing is written afterwards.</summary>
    public Task Clear()
    {
        _isCleared = true;
        return _writer.WriteAsync();
    }

    private byte[] Data(string keyEncryptionKey) =>
        Encoding.UTF8.GetBytes($"facegrid keys page 1\n{keyEncryptionKey}\n{_stores.Shard}\n{_stateName}");

    private async Task WriteOnce()
    {
        if (_isCleared)
        {
            if (_stored.RecordExists)
            {
                await _stores.Keys!.ClearStateAsync(_stateName, _stores.GrainId, _stored);
            }

            return;
        }

        // A key that neither the identity has sent nor storage has is lost: its entry is quarantined.
        var keys = _needed().Where(n => n.Wrapped is not null || _durable.Contains(n.Id)).DistinctBy(n => n.Id).ToList();
        HashSet<Guid> ids = [.. keys.Select(k => k.Id)];
        if (ids.SetEquals(_durable) && !_mustRewrap)
        {
            return;
        }

        var (before, erases) = (_stored.State, !_durable.IsSubsetOf(ids));
        _stored.State = keys.Count == 0 ? new KeysPageState { Erases = erases } : Wrapped(keys, erases);
        try
        {
            await _stores.Keys!.WriteStateAsync(_stateName, _stores.GrainId, _stored);
        }
        catch
        {
            _stored.State = before;
            throw;
        }

        (_durable, _mustRewrap) = (ids, false);
    }

    private KeysPageState Wrapped(List<NeededKey> keys, bool erases)
    {
        var encryption = _stores.Encryption!;
        var content = new byte[keys.Count * OpenedKeys.Size];
        using var former = _durable.Count == 0 ? OpenedKeys.None : Open();
        for (var i = 0; i < keys.Count; i++)
        {
            var place = content.AsSpan(i * OpenedKeys.Size, OpenedKeys.Size);
            keys[i].Id.TryWriteBytes(place);
            if (former.Find(keys[i].Id) is { IsEmpty: false } known)
            {
                known.CopyTo(place[PersonKey.IdSize..]);
            }
            else
            {
                var owner = GridKeys.Identity(GridKeys.TenantOf(_stores.Shard), keys[i].Identity);
                using var key = PersonKey.Unwrap(encryption, owner, keys[i].Wrapped!);
                key.CopyTo(place[PersonKey.IdSize..]);
            }
        }

        var box = encryption.Wrap(content, Data(encryption.CurrentId));
        CryptographicOperations.ZeroMemory(content);
        return new KeysPageState { KeyEncryptionKey = encryption.CurrentId, Box = box, Erases = erases };
    }
}
