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
    private readonly HashSet<string> _entering = new(StringComparer.Ordinal);

    private readonly Queue<(string Identity, TaskCompletionSource Place)> _waiting = new();

    /// <summary>Places for new people. A removal gives none back: who counts next finds it free.</summary>
    private int _share;

    private bool _isAsking;

    public Task<ShardCensus> TakeCensus()
    {
        ThrowIfLocked();
        _share = 0;
        return Task.FromResult(new ShardCensus(_slots.Count + _entering.Count, _slots.Values.Count(s => s.DoubtfulSince is not null) + _entering.Count));
    }

    public Task AddToShare(int places)
    {
        _share += places;
        while (_share > 0 && _waiting.TryDequeue(out var next))
        {
            _share--;
            _entering.Add(next.Identity);
            next.Place.SetResult();
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListHeld(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ThrowIfLocked();
        IReadOnlyList<string> names = [.. _slots.Keys.Concat(_entering).Where(n => after is null || string.CompareOrdinal(n, after) > 0).Order(StringComparer.Ordinal).Take(count)];
        return Task.FromResult(names);
    }

    /// <summary>Waits for a place, if the entry is of somebody whom the tenant does not have yet: then it is in <see cref="_entering"/>.</summary>
    private async Task<bool> TakePlace(ShardEntry entry)
    {
        // A record's first version is that of a new person; who is there already joins another gallery with a later one.
        if (entry.Version > 1 || _limits.MaxPeople(Tenant) == 0 || _slots.ContainsKey(entry.Identity) || IsFullFor(entry))
        {
            return false;
        }

        if (_share > 0)
        {
            _share--;
            _entering.Add(entry.Identity);
            return true;
        }

        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((entry.Identity, place));
        if (!_isAsking)
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
        _isAsking = true;
        while (_waiting.Count > 0)
        {
            var before = _waiting.Count;
            try
            {
                await GrainFactory.GetGrain<IPeopleLimitGrain>(Tenant).Admit(this.GetPrimaryKeyString());
            }
            catch (Exception exception)
            {
                // Not those who came meanwhile: somebody may have been removed since the people were counted.
                while (before-- > 0 && _waiting.TryDequeue(out var refused))
                {
                    refused.Place.SetException(exception);
                }
            }
        }

        _isAsking = false;
    }
}
