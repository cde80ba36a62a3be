using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>Calls of the tenant's limit on people, of the balancer and of the key rotation.</summary>
public sealed partial class GalleryShardGrain
{
    public Task<ShardCensus> TakeCensus()
    {
        ThrowIfLocked();
        _parts.Quota.Reset();
        var admitted = _parts.Quota.Admitted.Count;
        return Task.FromResult(new ShardCensus(_parts.Pages.Slots.Count + admitted, _parts.Pages.InDoubt + admitted));
    }

    public Task AddToShare(int places)
    {
        _parts.Quota.Add(places);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListHeld(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ThrowIfLocked();
        var names = _parts.Pages.Identities.Concat(_parts.Quota.Admitted).Where(n => after is null || string.CompareOrdinal(n, after) > 0);
        return Task.FromResult<IReadOnlyList<string>>([.. names.Order(StringComparer.Ordinal).Take(count)]);
    }

    public async Task Drain(long layout)
    {
        ThrowIfLocked();
        if (_parts.Drain.IsClosed || _parts.Drain.IsOutdated(layout))
        {
            throw Outdated();
        }

        if (await _parts.Drain.Begin(layout))
        {
            _parts.Maintenance.ScheduleBalance();
        }
    }

    public Task EndDrain(long layout)
    {
        ThrowIfLocked();
        return _parts.Drain.End(layout, Flush);
    }

    public Task Flush() => _parts.Pages.WriteStale(() => _parts.Drain.IsClosed);

    public async Task<bool> Close(long layout)
    {
        ThrowIfLocked();
        if (!_parts.Pages.IsEmpty)
        {
            return false;
        }

        await _parts.Drain.Close(_parts.Pages);
        this.DeactivateOnIdle();
        return true;
    }

    public Task<IReadOnlyList<UnreadableEntry>> Unreadable()
    {
        ThrowIfLocked();
        return Task.FromResult<IReadOnlyList<UnreadableEntry>>(
            [.. _parts.Pages.Quarantined.Select(q => new UnreadableEntry(q.Stored.Entry.Identity, q.Reason.Error, q.Reason.Message))]);
    }

    public Task<int> PagesToRewrap()
    {
        ThrowIfLocked();
        return Task.FromResult(_parts.Pages.PagesToRewrap);
    }

    public Task<int> Rewrap(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        ThrowIfLocked();
        return _parts.Pages.Rewrap(most);
    }
}
