using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// One page of a shard and its state in storage. Pages are states of the shard grain with separate names (<c>page-0</c>, <c>page-1</c> …)
/// and ETags, so any grain storage provider can hold them.
/// </summary>
internal sealed class ShardPage
{
    /// <summary>People in a page: 16 KiB of encodings where each has one template.</summary>
    public const int Capacity = 32;

    private readonly ShardStores _stores;
    private readonly GrainState<ShardPageState> _stored = new() { State = new ShardPageState() };
    private readonly CoalescedWrite _writer;
    private bool _isCleared;

    public ShardPage(int number, ShardStores stores)
    {
        Number = number;
        _stores = stores;
        _writer = new CoalescedWrite(WriteOnce);
        Keys = stores.Keys is null ? null : new KeysPage(number, stores, NeededKeys);
    }

    public int Number { get; }

    /// <summary>The keys of its people; null without a key store.</summary>
    public KeysPage? Keys { get; }

    /// <summary>The people of this page, by name.</summary>
    public Dictionary<string, ShardSlot> Slots { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries of this page that cannot be read, by name; disjoint from <see cref="Slots"/>.</summary>
    public Dictionary<string, QuarantinedEntry> Quarantined { get; } = new(StringComparer.Ordinal);

    public bool HasRoom => Slots.Count + Quarantined.Count < Capacity;

    /// <summary>Storage is behind memory in a change that need not be durable at once: the resolution of an entry in doubt.</summary>
    public bool IsStale { get; set; }

    /// <summary>
    /// An entry of a removed person was taken out, so the next write must leave nothing of it in storage. A person who moves to another
    /// shard stays in storage anyway, and is erased with the removal.
    /// </summary>
    public bool Erases { get; set; }

    private string StateName => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"page-{Number}");

    public async Task<IReadOnlyList<ShardPageEntry>> Read()
    {
        await Task.WhenAll(Keys?.Read() ?? Task.CompletedTask, _stores.Pages.ReadStateAsync(StateName, _stores.GrainId, _stored));
        return _stored.State?.Entries ?? [];
    }

    /// <summary>Completes once the present content of <see cref="Slots"/> is durable.</summary>
    public Task Write() => _writer.WriteAsync();

    /// <summary>Clears the page and its keys from storage; nothing is written afterwards.</summary>
    public Task Clear()
    {
        _isCleared = true;
        return _writer.WriteAsync();
    }

    private async Task WriteOnce()
    {
        if (_isCleared)
        {
            await StateWriting.All(
                Keys?.Clear() ?? Task.CompletedTask,
                _stored.RecordExists ? _stores.Pages.ClearStateAsync(StateName, _stores.GrainId, _stored) : Task.CompletedTask);
            return;
        }

        var erases = Erases;
        Erases = false;
        _stored.State = new ShardPageState
        {
            Entries = [.. Slots.Values.Select(s => s.Decrypted.ToStored(s.IsInDoubt)), .. Quarantined.Values.Select(q => q.Stored)],
            Erases = erases,
        };
        IsStale = false;
        try
        {
            // At the same time: after a crash between the two, an entry without its key is in doubt, and a key without its entry is
            // removed.
            await StateWriting.All(
                Keys?.Write() ?? Task.CompletedTask, _stores.Pages.WriteStateAsync(StateName, _stores.GrainId, _stored));
        }
        catch
        {
            IsStale = true;
            Erases |= erases;
            throw;
        }
    }

    private IEnumerable<NeededKey> NeededKeys()
    {
        var entries = Slots.Values.Select(s => (s.Decrypted.Sealed, s.Entry))
            .Concat(Quarantined.Values.Select(q => (q.Stored.Sealed, q.Stored.Entry)));
        foreach (var (sealedBytes, entry) in entries)
        {
            if (sealedBytes is not null && PersonKey.IdOf(sealedBytes) is { } id)
            {
                yield return new NeededKey(id, entry.Identity, entry.Key);
            }
        }
    }
}
