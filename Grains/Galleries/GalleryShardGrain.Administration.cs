using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>Calls of the tenant's limit on people, of the balancer and of the key rotation.</summary>
public sealed partial class GalleryShardGrain
{
    public Task<ShardCensus> TakeCensus()
    {
        ThrowIfLocked();
        _quota.Reset();
        var admitted = _quota.Admitted.Count;
        return Task.FromResult(new ShardCensus(_pages.Slots.Count + admitted, _pages.InDoubt + admitted));
    }

    public Task AddToShare(int places)
    {
        _quota.Add(places);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListHeld(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ThrowIfLocked();
        var names = _pages.Identities.Concat(_quota.Admitted).Where(n => after is null || string.CompareOrdinal(n, after) > 0);
        return Task.FromResult<IReadOnlyList<string>>([.. names.Order(StringComparer.Ordinal).Take(count)]);
    }

    public async Task Drain(long layout)
    {
        ThrowIfLocked();
        if (_drain.IsClosed || _drain.IsOutdated(layout))
        {
            throw Outdated();
        }

        if (await _drain.Begin(layout))
        {
            _maintenance.ScheduleBalance();
        }
    }

    public Task EndDrain(long layout)
    {
        ThrowIfLocked();
        return _drain.End(layout, Flush);
    }

    public Task Flush() => _pages.WriteStale(() => _drain.IsClosed);

    public async Task<bool> Close(long layout)
    {
        ThrowIfLocked();
        if (!_pages.IsEmpty)
        {
            return false;
        }

        await _drain.Close(_pages);
        this.DeactivateOnIdle();
        return true;
    }

    public Task<IReadOnlyList<UnreadableEntry>> Unreadable()
    {
        ThrowIfLocked();
        return Task.FromResult<IReadOnlyList<UnreadableEntry>>(
            [.. _pages.Quarantined.Select(q => new UnreadableEntry(q.Stored.Entry.Identity, q.Reason.Error, q.Reason.Message))]);
    }

    public Task<int> PagesToRewrap()
    {
        ThrowIfLocked();
        return Task.FromResult(_pages.PagesToRewrap);
    }

    public Task<int> Rewrap(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        ThrowIfLocked();
        return _pages.Rewrap(most);
    }
}
