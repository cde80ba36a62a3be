using FaceGrid.Grains.Limits;

namespace FaceGrid.Grains.Galleries;

/// <summary>The tenant's limit on people: each new one uses up a place of the shard's share, and a shard without a share asks for one.</summary>
public sealed partial class GalleryShardGrain
{
    /// <summary>New people that may still come. A removal gives no place back: who counts next finds it free.</summary>
    private int share;

    private Task? asking;

    public Task<ShardCensus> TakeCensus()
    {
        ThrowIfLocked();
        share = 0;
        return Task.FromResult(new ShardCensus(slots.Count, slots.Values.Count(s => s.DoubtfulSince is not null)));
    }

    public Task<IReadOnlyList<string>> ListHeld(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ThrowIfLocked();
        IReadOnlyList<string> names = [.. slots.Keys.Where(n => after is null || string.CompareOrdinal(n, after) > 0).Order(StringComparer.Ordinal).Take(count)];
        return Task.FromResult(names);
    }

    /// <summary>Waits for a place, if the entry is of somebody whom the tenant does not have yet.</summary>
    private async Task<bool> TakePlace(ShardEntry entry)
    {
        // A record's first version is that of a new person; who is there already joins another gallery with a later one.
        if (entry.Version > 1 || limits.MaxPeople(Tenant) == 0 || slots.ContainsKey(entry.Identity) || slots.Count >= options.Capacity)
        {
            return false;
        }

        while (share == 0)
        {
            await (asking ??= Ask());
        }

        share--;
        return true;

        async Task Ask()
        {
            try
            {
                // Its census comes back to this shard meanwhile and finds that it has no share.
                share += await GrainFactory.GetGrain<IPeopleLimitGrain>(Tenant).Admit();
            }
            finally
            {
                asking = null;
            }
        }
    }
}
