using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Galleries;

/// <summary>How doubtful entries are settled, and pages brought up to date afterwards.</summary>
public sealed partial class GalleryShardGrain
{
    /// <summary>Makes sure that a tick comes while there is something to settle or to write.</summary>
    private void Tend()
    {
        if (_tending || !NeedsTending())
        {
            return;
        }

        _tending = true;
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(FlushDelay, Timeout.InfiniteTimeSpan) { Interleave = true });
    }

    private bool NeedsTending() => !_closed && (_hasChangedSize || _pages.Exists(p => p.IsStale || p.Slots.Values.Any(s => s.DoubtfulSince is not null)));

    private async Task Tick(CancellationToken cancellationToken)
    {
        try
        {
            await TellBalancer();
            var limit = _time.GetUtcNow() - _options.DoubtLimit;
            foreach (var slot in _slots.Values.Where(s => s.DoubtfulSince <= limit).ToList())
            {
                await Settle(slot);
            }

            await Flush();
        }
        finally
        {
            // Whatever failed stays doubtful or stale, and the next tick tries again.
            _tending = false;
            Tend();
        }
    }

    public async Task Flush()
    {
        foreach (var page in _pages.Where(p => p.IsStale && !_closed).ToList())
        {
            await WritePage(page);
        }
    }

    /// <summary>Asks the identity what the entry should be, and makes it so.</summary>
    private async Task Settle(ShardSlot slot)
    {
        var (asked, since) = (slot.Entry, slot.DoubtfulSince);
        KeyedIdentity? found = null;
        GridRequestException? refusal = null;
        try
        {
            found = await GrainFactory.GetGrain<IIdentityGrain>(GridKeys.Identity(Tenant, slot.Entry.Identity)).GetForGallery();
        }
        catch (GridRequestException exception) when (exception.Error is GridError.ErasedIdentity or GridError.DamagedRecord)
        {
            refusal = exception;
        }

        // While we asked, the change itself may have gone on. Then the answer is out of date.
        if (!_slots.TryGetValue(asked.Identity, out var now) || now != slot || slot.Entry != asked || slot.DoubtfulSince != since)
        {
            return;
        }

        if (refusal is not null)
        {
            Refuse(slot, refusal);
            return;
        }

        var key = this.GetPrimaryKeyString();
        var membership = found?.Record.Galleries.FirstOrDefault(m => GridKeys.Shard(Tenant, m.Gallery, m.Shard) == key);
        if (membership is null)
        {
            Drop(slot);
            return;
        }

        var entry = ShardEntries.Of(found!.Record, membership.ModelVersion, found.Key);
        if (!slot.Held.Holds(entry))
        {
            Hold(slot, entry);
        }

        Publish(slot);
    }
}
