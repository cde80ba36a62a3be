using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>Changes the entries of a shard in its pages and its search index together, so that both agree between two awaits.</summary>
internal sealed class ShardEntryTable(ShardPages pages, ShardIndex index, ShardHeaderStore header, TimeProvider time)
{
    /// <summary>True if the balancer may have a rebalance to do and has not been notified.</summary>
    public bool HasChangedSize { get; set; }

    public ShardPages Pages => pages;

    public ShardIndex Index => index;

    /// <summary>Adds a person's entry, prepared. Binds the shard to the model version.</summary>
    /// <exception cref="GridRequestException">The entry's key cannot be unwrapped here.</exception>
    public ShardSlot AddPrepared(string modelVersion, ShardEntry entry)
    {
        header.Bind(modelVersion);
        var slot = pages.Add(entry);
        MarkPrepared(slot);
        return slot;
    }

    public void MarkPrepared(ShardSlot slot) => slot.PreparedAt = time.GetTimestamp();

    /// <summary>
    /// Makes searches see a slot's entry. Its page holds the entry already; that it is no longer in doubt can be written later.
    /// </summary>
    public void Commit(ShardSlot slot)
    {
        index.Publish(slot.Entry);
        pages.MarkResolved(slot);
        if (slot.IsInDoubt)
        {
            slot.PreparedAt = null;
            slot.Page.IsStale = true;
        }
    }

    /// <summary>Removes an entry from searches and from its page in memory; the page is to be written.</summary>
    /// <param name="slot">Of the entry.</param>
    /// <param name="erases">False: the person is enrolled, in another shard.</param>
    public void Remove(ShardSlot slot, bool erases = true)
    {
        index.Remove(slot.Entry.Identity);
        pages.Remove(slot, erases);
        HasChangedSize |= !header.IsDraining;
    }

    /// <summary>Excludes an entry that cannot be read from searches; its page keeps it.</summary>
    public void Quarantine(ShardSlot slot, GridRequestException reason)
    {
        index.Remove(slot.Entry.Identity);
        pages.Quarantine(slot, reason);
        HasChangedSize |= !header.IsDraining;
    }

    /// <summary>Entries that have been in doubt for at least <paramref name="limit"/>, or since the activation.</summary>
    public IReadOnlyList<ShardSlot> InDoubtFor(TimeSpan limit) =>
        [.. pages.Slots.Where(s => s.PreparedAt is { } at && (pages.Unresolved.Contains(s) || time.GetElapsedTime(at) >= limit))];

    /// <summary>How full the shard is, without the number of entries in doubt, which takes a pass over all.</summary>
    public ShardLoad Load() => new(pages.Slots.Count, pages.Templates, 0, 0, header.DrainsFor);
}
