using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// One page of a shard and its place in storage. Pages are states of the shard grain with names of their own
/// (<c>page-0</c>, <c>page-1</c> …), each with its own ETag, so any grain storage provider can hold them.
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

    /// <summary>The keys of its people; null where there is no store for them.</summary>
    public KeysPage? Keys { get; }

    /// <summary>The people of this page, by name.</summary>
    public Dictionary<string, ShardSlot> Slots { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries of this page that cannot be read, by name; nobody of <see cref="Slots"/> is among them.</summary>
    public Dictionary<string, RefusedEntry> Refused { get; } = new(StringComparer.Ordinal);

    public bool HasRoom => Slots.Count + Refused.Count < Capacity;

    /// <summary>Memory is ahead of storage in something that need not be durable at once: a doubt that is settled.</summary>
    public bool IsStale { get; set; }

    private string StateName => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"page-{Number}");

    public async Task<IReadOnlyList<ShardPageEntry>> Read()
    {
        await Task.WhenAll(Keys?.Read() ?? Task.CompletedTask, _stores.Pages.ReadStateAsync(StateName, _stores.GrainId, _stored));
        return _stored.State?.Entries ?? [];
    }

    /// <summary>Completes once everything that is in <see cref="Slots"/> now is durable.</summary>
    public Task Write() => _writer.WriteAsync();

    /// <summary>Takes the page and its keys out of storage; nothing is written after it.</summary>
    public Task Clear()
    {
        _isCleared = true;
        return _writer.WriteAsync();
    }

    private async Task WriteOnce()
    {
        if (_isCleared)
        {
            await Task.WhenAll(
                Keys?.Clear() ?? Task.CompletedTask, _stored.RecordExists ? _stores.Pages.ClearStateAsync(StateName, _stores.GrainId, _stored) : Task.CompletedTask);
            return;
        }

        _stored.State = new ShardPageState
        {
            Entries = [.. Slots.Values.Select(s => s.Held.ToStored(s.DoubtfulSince is not null)), .. Refused.Values.Select(r => r.Stored)],
        };
        IsStale = false;
        try
        {
            // At the same time: an entry without its key, or a key without its entry, is of somebody doubtful, and the identity settles it.
            await Task.WhenAll(Keys?.Write() ?? Task.CompletedTask, _stores.Pages.WriteStateAsync(StateName, _stores.GrainId, _stored));
        }
        catch
        {
            IsStale = true;
            throw;
        }
    }

    private IEnumerable<NeededKey> NeededKeys()
    {
        var held = Slots.Values.Select(s => (s.Held.Sealed, s.Entry)).Concat(Refused.Values.Select(r => (r.Stored.Sealed, r.Stored.Entry)));
        foreach (var (sealedBytes, entry) in held)
        {
            if (sealedBytes is not null && PersonKey.IdOf(sealedBytes) is { } id)
            {
                yield return new NeededKey(id, entry.Identity, entry.Key);
            }
        }
    }
}
