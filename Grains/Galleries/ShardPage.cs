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

    public ShardPage(int number, IGrainStorage storage, GrainId grainId)
    {
        Number = number;
        this.storage = storage;
        this.grainId = grainId;
        writer = new CoalescedWrite(WriteOnce);
    }

    public int Number { get; }

    /// <summary>The people of this page, by name.</summary>
    public Dictionary<string, ShardSlot> Slots { get; } = new(StringComparer.Ordinal);

    public bool HasRoom => Slots.Count < Capacity;

    /// <summary>Memory is ahead of storage in something that need not be durable at once: a doubt that is settled.</summary>
    public bool IsStale { get; set; }

    private string StateName => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"page-{Number}");

    public async Task<IReadOnlyList<ShardPageEntry>> Read()
    {
        await storage.ReadStateAsync(StateName, grainId, stored);
        return stored.State?.Entries ?? [];
    }

    /// <summary>Completes once everything that is in <see cref="Slots"/> now is durable.</summary>
    public Task Write() => writer.WriteAsync();

    private async Task WriteOnce()
    {
        stored.State = new ShardPageState
        {
            Entries = [.. Slots.Values.Select(s => new ShardPageEntry(s.Entry, s.DoubtfulSince is not null))],
        };
        IsStale = false;
        try
        {
            await storage.WriteStateAsync(StateName, grainId, stored);
        }
        catch
        {
            IsStale = true;
            throw;
        }
    }
}
