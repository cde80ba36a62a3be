using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// Resolves entries in doubt: the identity's record is the commit point, so the entry is committed as the record has it, aborted if the
/// record does not list the shard, and quarantined if the record cannot be read.
/// </summary>
/// <param name="readIdentity">The record of an identity of the tenant; null: not enrolled.</param>
/// <param name="quarantined">Called with the reason for each quarantined entry.</param>
internal sealed class InDoubtResolver(
    ShardKey shard, ShardEntryTable entries, Func<string, Task<KeyedIdentity?>> readIdentity, Action<GridRequestException> quarantined)
{
    /// <summary>Resolves all entries, at once.</summary>
    /// <exception cref="GridRequestException"><see cref="GridError.MissingKey"/>.</exception>
    public Task ResolveAll() => Task.WhenAll(entries.Pages.Slots.Where(s => s.IsInDoubt).ToList().Select(Resolve));

    /// <summary>Resolves entries that were prepared at <paramref name="limit"/> or earlier, one after the other.</summary>
    public async Task ResolveUntil(DateTimeOffset limit)
    {
        foreach (var slot in entries.Pages.Slots.Where(s => s.PreparedAt <= limit).ToList())
        {
            await Resolve(slot);
        }
    }

    private async Task Resolve(ShardSlot slot)
    {
        var (asked, preparedAt) = (slot.Entry, slot.PreparedAt);
        KeyedIdentity? found = null;
        GridRequestException? unreadable = null;
        try
        {
            found = await readIdentity(asked.Identity);
        }
        catch (GridRequestException exception) when (exception.Error is GridError.ErasedIdentity or GridError.DamagedRecord)
        {
            unreadable = exception;
        }

        // The change may have proceeded during the call. The record that was read is then out of date.
        if (entries.Pages.Find(asked.Identity) != slot || slot.Entry != asked || slot.PreparedAt != preparedAt)
        {
            return;
        }

        if (unreadable is not null)
        {
            entries.Quarantine(slot, unreadable);
            quarantined(unreadable);
            return;
        }

        var membership = found?.Record.Galleries.FirstOrDefault(
            m => new ShardKey(GridKeys.Gallery(shard.Tenant, m.Gallery), m.Shard) == shard);
        if (membership is null)
        {
            entries.Remove(slot, erases: found is null);
            return;
        }

        var entry = ShardEntries.Of(found!.Record, membership.ModelVersion, found.Key);
        if (!slot.Decrypted.Holds(entry))
        {
            entries.Pages.Replace(slot, entry);
        }

        entries.Commit(slot);
    }
}
