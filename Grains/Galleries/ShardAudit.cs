using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Consistency;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Telemetry;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// Compares committed and quarantined entries of a shard with the records of their identities. Entries in doubt are left to
/// <see cref="InDoubtResolver"/>.
/// </summary>
/// <param name="readIdentity">The record of an identity of the tenant; null: not enrolled.</param>
/// <param name="flush">Writes the pages that memory is ahead of.</param>
internal sealed partial class ShardAudit(
    ShardKey shard,
    ShardEntryTable entries,
    InDoubtResolver resolver,
    Func<string, Task<KeyedIdentity?>> readIdentity,
    Func<Task> flush,
    ILogger logger)
{
    private string? _comparedTo;
    private bool _hasBegun;

    private ShardPages Pages => entries.Pages;

    /// <summary>Compares the next people in the background, and repairs.</summary>
    /// <param name="then">Called after a comparison that succeeded.</param>
    public async Task RunSome(Func<Task> then)
    {
        if (!_hasBegun && Pages.Slots.Count > 0)
        {
            // Not from the first name: a shard that is moved often would compare the same people each time.
            (_comparedTo, _hasBegun) = (Pages.Identities.ElementAt(Random.Shared.Next(Pages.Slots.Count)), true);
        }

        try
        {
            _comparedTo = (await Run(_comparedTo, ShardOptions.AuditSlice, repair: true)).Next;
            await then();
        }
        catch (Exception exception) when (TransientFaults.IsTransient(exception))
        {
            // The next tick compares the same people again.
        }
    }

    /// <summary>Compares up to <paramref name="count"/> people after a name. Repairs are durable on return.</summary>
    public async Task<AuditPage> Run(string? after, int count, bool repair)
    {
        var names = Pages.Identities.Concat(Pages.Quarantined.Select(q => q.Stored.Entry.Identity))
            .Where(n => after is null || string.CompareOrdinal(n, after) > 0)
            .Order(StringComparer.Ordinal)
            .Take(count)
            .ToList();
        var examined = await Task.WhenAll(names.Select(n => Examine(n, repair)));
        var repaired = examined.Where(e => e.Fault is { Repaired: true }).CountBy(e => e.Fault!.Kind).ToList();
        if (repaired.Count > 0)
        {
            await flush();
            repaired.ForEach(r => GridInstruments.Repaired(r.Key, r.Value));
            LogRepaired(logger, shard.ToString(), string.Join(", ", repaired.Select(r => $"{r.Key}: {r.Value}")));
        }

        return new AuditPage(
            [.. examined.Select(e => e.Fault).OfType<CopyFault>()],
            names.Count,
            examined.Count(e => e.IsSkipped),
            names.Count == count ? names[^1] : null);
    }

    /// <summary>How the entry compares with that of a record.</summary>
    public HeldState StateOf(ShardEntry entry) => Pages.Find(entry.Identity) switch
    {
        null => HeldState.Absent,
        { IsInDoubt: true } => HeldState.InDoubt,
        { } slot when slot.Decrypted.Holds(entry) && entries.Index.Contains(entry.Identity) => HeldState.Same,
        _ => HeldState.Differs,
    };

    private async Task<(CopyFault? Fault, bool IsSkipped)> Examine(string name, bool repair)
    {
        var slot = Pages.Find(name);
        var asked = slot?.Entry;
        KeyedIdentity? found = null;
        GridRequestException? unreadable = null;
        try
        {
            found = await readIdentity(name);
        }
        catch (GridRequestException exception) when (exception.Error is GridError.ErasedIdentity or GridError.DamagedRecord)
        {
            unreadable = exception;
        }
        catch (Exception exception) when (TransientFaults.IsTransient(exception))
        {
            return (null, true);
        }

        // A change that proceeded during the call makes the record out of date.
        if (Pages.Find(name) is var now && (now != slot || now?.Entry != asked || now?.IsInDoubt == true))
        {
            return (null, true);
        }

        return slot is null ? (Quarantined(name, found, unreadable, repair), false) : (Committed(slot, found, unreadable, repair), false);
    }

    private CopyFault? Committed(ShardSlot slot, KeyedIdentity? found, GridRequestException? unreadable, bool repair)
    {
        var name = slot.Entry.Identity;
        if (unreadable is not null)
        {
            return Fault(CopyFaultKind.UnreadableRecord, name, unreadable.Reason, repaired: false);
        }

        var entry = resolver.EntryOf(found);
        if (entry is not null && StateOf(entry) is HeldState.Same)
        {
            return null;
        }

        if (repair)
        {
            resolver.Apply(slot, found);
            slot.Page.IsStale = true;
        }

        return Fault(entry is null ? CopyFaultKind.EntryWithoutRecord : CopyFaultKind.EntryDiffers, name, reason: null, repair);
    }

    private CopyFault? Quarantined(string name, KeyedIdentity? found, GridRequestException? unreadable, bool repair)
    {
        if (Pages.Quarantined.FirstOrDefault(q => q.Stored.Entry.Identity == name) is not { } quarantined)
        {
            return null;
        }

        var canRepair = repair && unreadable is null;
        if (canRepair && resolver.EntryOf(found) is { } entry)
        {
            entries.Commit(Pages.Add(entry));
            Pages.Find(name)!.Page.IsStale = true;
        }
        else if (canRepair && Pages.RemoveQuarantined(name) is { } page)
        {
            page.IsStale = true;
        }

        return Fault(CopyFaultKind.UnreadableEntry, name, quarantined.Reason.Reason, canRepair);
    }

    private CopyFault Fault(CopyFaultKind kind, string name, string? reason, bool repaired) =>
        new(kind, name, GridKeys.NameOf(shard.GalleryKey), shard.Number, reason, repaired);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Gallery shard {Shard}: entries that differed from their identities' records were repaired ({Kinds}).")]
    private static partial void LogRepaired(ILogger logger, string shard, string kinds);
}
