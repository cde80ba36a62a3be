using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Limits;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// The tenant's limit on people: each new one uses up a place of the shard's share, and a shard without a share asks for one. Whoever has a
/// place is counted from then on, and a share goes to those who wait in the moment that it comes, so that the next count takes it from nobody.
/// </summary>
public sealed partial class GalleryShardGrain
{
    /// <summary>Who have a place and no slot yet.</summary>
    private readonly HashSet<string> entering = new(StringComparer.Ordinal);

    private readonly Queue<(string Identity, TaskCompletionSource Place)> waiting = new();

    /// <summary>Places for new people. A removal gives none back: who counts next finds it free.</summary>
    private int share;

    private bool isAsking;

    public Task<ShardCensus> TakeCensus()
    {
        ThrowIfLocked();
        share = 0;
        return Task.FromResult(new ShardCensus(slots.Count + entering.Count, slots.Values.Count(s => s.DoubtfulSince is not null) + entering.Count));
    }

    public Task AddToShare(int places)
    {
        share += places;
        while (share > 0 && waiting.TryDequeue(out var next))
        {
            share--;
            entering.Add(next.Identity);
            next.Place.SetResult();
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListHeld(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ThrowIfLocked();
        IReadOnlyList<string> names = [.. slots.Keys.Concat(entering).Where(n => after is null || string.CompareOrdinal(n, after) > 0).Order(StringComparer.Ordinal).Take(count)];
        return Task.FromResult(names);
    }

    /// <summary>Waits for a place, if the entry is of somebody whom the tenant does not have yet: then it is in <see cref="entering"/>.</summary>
    private async Task<bool> TakePlace(ShardEntry entry)
    {
        // A record's first version is that of a new person; who is there already joins another gallery with a later one.
        if (entry.Version > 1 || limits.MaxPeople(Tenant) == 0 || slots.ContainsKey(entry.Identity) || IsFullFor(entry))
        {
            return false;
        }

        if (share > 0)
        {
            share--;
            entering.Add(entry.Identity);
            return true;
        }

        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue((entry.Identity, place));
        if (!isAsking)
        {
            // Not waited for: it asks for those who come later, too.
            _ = Ask();
        }

        await place.Task;
        return true;
    }

    /// <summary>Asks until nobody waits. Never throws.</summary>
    private async Task Ask()
    {
        isAsking = true;
        while (waiting.Count > 0)
        {
            var before = waiting.Count;
            try
            {
                await GrainFactory.GetGrain<IPeopleLimitGrain>(Tenant).Admit(this.GetPrimaryKeyString());
            }
            catch (Exception exception)
            {
                // Not those who came meanwhile: somebody may have been removed since the people were counted.
                while (before-- > 0 && waiting.TryDequeue(out var refused))
                {
                    refused.Place.SetException(exception);
                }
            }
        }

        isAsking = false;
    }
}
