using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Storage;
using Orleans.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// One page of a shard and its place in storage. Pages are states of the shard grain with names of their own
/// (<c>page-0</c>, <c>page-1</c> …), each with its own ETag, so any grain storage provider can hold them.
/// </summary>
internal sealed class ShardPage
{
    /// <summary>People in a page: 16 KiB of encodings where each has one template.</summary>
    public const int Capacity = 32;

    private readonly IGrainStorage storage;
    private readonly GrainId grainId;
    private readonly GrainState<ShardPageState> stored = new() { State = new ShardPageState() };
    private readonly CoalescedWrite writer;
    private readonly KeysPage? keys;

    /// <param name="keyStorage">Where the keys of people are; null: nobody has one.</param>
    public ShardPage(int number, IGrainStorage storage, IGrainStorage? keyStorage, GrainId grainId)
    {
        Number = number;
        this.storage = storage;
        this.grainId = grainId;
        writer = new CoalescedWrite(WriteOnce);
        keys = keyStorage is null ? null : new KeysPage(number, keyStorage, grainId, Keys);
    }

    public int Number { get; }

    /// <summary>The people of this page, by name.</summary>
    public Dictionary<string, ShardSlot> Slots { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries of this page that cannot be read, by name; nobody of <see cref="Slots"/> is among them.</summary>
    public Dictionary<string, RefusedEntry> Refused { get; } = new(StringComparer.Ordinal);

    public bool HasRoom => Slots.Count + Refused.Count < Capacity;

    /// <summary>Memory is ahead of storage in something that need not be durable at once: a doubt that is settled.</summary>
    public bool IsStale { get; set; }

    private string StateName => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"page-{Number}");

    public async Task<(IReadOnlyList<ShardPageEntry> Entries, IReadOnlyDictionary<string, WrappedKey> Keys)> Read()
    {
        var readingKeys = keys?.Read() ?? Task.FromResult<IReadOnlyDictionary<string, WrappedKey>>(new Dictionary<string, WrappedKey>());
        await Task.WhenAll(storage.ReadStateAsync(StateName, grainId, stored), readingKeys);
        return (stored.State?.Entries ?? [], await readingKeys);
    }

    /// <summary>Completes once everything that is in <see cref="Slots"/> now is durable.</summary>
    public Task Write() => writer.WriteAsync();

    public bool HasOrphanKeys => keys?.HasOrphans() == true;

    /// <summary>A write of keys has failed.</summary>
    public bool HasUnwrittenKeys => keys?.IsStale == true;

    /// <summary>Completes once the keys of the page's people, as they are now, are durable. The entries are not written.</summary>
    public Task WriteKeys() => keys?.Write() ?? Task.CompletedTask;

    private async Task WriteOnce()
    {
        stored.State = new ShardPageState
        {
            Entries = [.. Slots.Values.Select(s => s.Held.ToStored(s.DoubtfulSince is not null)), .. Refused.Values.Select(r => r.Stored)],
        };
        IsStale = false;
        try
        {
            // At the same time: an entry without its key, or a key without its entry, is of somebody doubtful, and the identity settles it.
            await Task.WhenAll(WriteKeys(), storage.WriteStateAsync(StateName, grainId, stored));
        }
        catch
        {
            IsStale = true;
            throw;
        }
    }

    private Dictionary<string, WrappedKey> Keys() =>
        Slots.Values.Select(s => (s.Entry.Identity, s.Key)).Concat(Refused.Values.Select(r => (r.Stored.Entry.Identity, r.Key)))
            .Where(k => k.Key is not null).ToDictionary(k => k.Identity, k => k.Key!, StringComparer.Ordinal);
}
