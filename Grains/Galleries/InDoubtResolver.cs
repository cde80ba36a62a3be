using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// Resolves entries in doubt: the identity's record is the commit point, so the entry is committed as the record has it, aborted if the
/// record does not list the shard, and quarantined if the record cannot be read. Time alone decides nothing: while the identity cannot
/// answer, or answers <see cref="GridError.Undecided"/>, the entry stays in doubt.
/// </summary>
/// <param name="readIdentity">The record of an identity of the tenant; null: not enrolled.</param>
/// <param name="quarantined">Called with the reason for each quarantined entry.</param>
internal sealed class InDoubtResolver(
    ShardKey shard, ShardEntryTable entries, Func<string, Task<KeyedIdentity?>> readIdentity, Action<GridRequestException> quarantined)
{
    private Task _resolving = Task.CompletedTask;

    /// <summary>
    /// Resolves the entries that are in doubt since the activation, at once. Calls share a run that is under way.
    /// </summary>
    /// <exception cref="GridRequestException"><see cref="GridError.MissingKey"/>.</exception>
    public Task ResolveUnresolved() =>
        _resolving.IsCompleted ? _resolving = Task.WhenAll(entries.Pages.Unresolved.ToList().Select(TryResolve)) : _resolving;

    /// <summary>Refuses what needs the whole search index while it may lack an enrolled person.</summary>
    /// <exception cref="GridRequestException"><see cref="GridError.Undecided"/>.</exception>
    public async ValueTask ThrowIfUnresolved()
    {
        if (entries.Pages.Unresolved.Count == 0)
        {
            return;
        }

        await ResolveUnresolved();
        if (entries.Pages.Unresolved.Count > 0)
        {
            throw new GridRequestException(
                GridError.Undecided,
                $"gallery shard '{shard}'",
                $"{entries.Pages.Unresolved.Count} entries are in doubt until their identities can be read; ask again");
        }
    }

    /// <summary>Resolves entries that have been in doubt for at least <paramref name="limit"/>, one after the other.</summary>
    public async Task ResolveOlder(TimeSpan limit)
    {
        foreach (var slot in entries.InDoubtFor(limit))
        {
            await TryResolve(slot);
        }
    }

    /// <summary>The entry that the shard must have of an identity; null: none.</summary>
    public ShardEntry? EntryOf(KeyedIdentity? found)
    {
        var membership = found?.Record.Galleries.FirstOrDefault(
            m => new ShardKey(GridKeys.Gallery(shard.Tenant, m.Gallery), m.Shard) == shard);
        return membership is null ? null : ShardEntries.Of(found!.Record, membership.ModelVersion, found.Key);
    }

    /// <summary>Makes a person's entry in memory that of the record.</summary>
    public void Apply(ShardSlot slot, KeyedIdentity? found)
    {
        if (EntryOf(found) is not { } entry)
        {
            entries.Remove(slot, erases: found is null);
            return;
        }

        if (!slot.Decrypted.Holds(entry))
        {
            entries.Pages.Replace(slot, entry);
        }

        entries.Commit(slot);
    }

    private async Task TryResolve(ShardSlot slot)
    {
        try
        {
            await Resolve(slot);
        }
        catch (Exception exception) when (TransientFaults.IsTransient(exception))
        {
            // Stays in doubt; the next run of the shard's maintenance, or the next search, asks again.
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

        Apply(slot, found);
    }
}
