using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>A shard's header in storage, and what of it is durable.</summary>
internal sealed class ShardHeaderStore
{
    private readonly IPersistentState<ShardHeader> _stored;
    private readonly CoalescedWrite _writer;

    /// <param name="stored">The header as it was read.</param>
    public ShardHeaderStore(IPersistentState<ShardHeader> stored)
    {
        _stored = stored;
        _writer = new CoalescedWrite(WriteOnce);
        PageCount = DurablePageCount = stored.State.PageCount;
        DurableDrainsFor = DrainsFor;
    }

    /// <summary>Model version of all entries; null before the first entry.</summary>
    public string? ModelVersion => _stored.State.ModelVersion;

    public long Layout => _stored.State.Layout;

    public bool IsDraining => _stored.State.IsDraining;

    /// <summary>Layout that the shard is drained for; null: it is not drained.</summary>
    public long? DrainsFor => IsDraining ? Layout : null;

    /// <summary><see cref="DrainsFor"/> as storage has it.</summary>
    public long? DurableDrainsFor { get; private set; }

    /// <summary>Pages in memory; part of the next write.</summary>
    public int PageCount { get; set; }

    /// <summary>Pages that the next activation will read.</summary>
    public int DurablePageCount { get; private set; }

    /// <summary>Sets the model version, if none is set.</summary>
    public void Bind(string modelVersion) => _stored.State.ModelVersion ??= modelVersion;

    public void BeginDrain(long layout) => (_stored.State.Layout, _stored.State.IsDraining) = (layout, true);

    public void EndDrain() => _stored.State.IsDraining = false;

    /// <summary>Completes once the header, as it is now, is durable.</summary>
    public Task Write() => _writer.WriteAsync();

    public Task Clear() => _stored.RecordExists ? _stored.ClearStateAsync() : Task.CompletedTask;

    private async Task WriteOnce()
    {
        var (count, drain) = (PageCount, DrainsFor);
        _stored.State.PageCount = count;
        await _stored.WriteStateAsync();
        (DurablePageCount, DurableDrainsFor) = (count, drain);
    }
}
