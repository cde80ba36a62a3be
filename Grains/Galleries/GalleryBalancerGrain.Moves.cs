using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Telemetry;

namespace FaceGrid.Grains.Galleries;

/// <summary>What is to be done, and who moves.</summary>
public sealed partial class GalleryBalancerGrain
{
    /// <summary>People who move at once.</summary>
    private const int AtOnce = 16;

    /// <summary>People in whom a move may have begun that a crash cut off: who moved at once, and some who came in between them in the order of names.</summary>
    private const int MayHaveBegun = 4 * AtOnce;

    /// <summary>People and shards that stay where they are until the next activation looks again: they cannot be read.</summary>
    private readonly HashSet<string> _staying = new(StringComparer.Ordinal);
    private readonly HashSet<int> _stayingShards = [];

    /// <summary>No move of another activation may be half done, and none of this one failed.</summary>
    private bool _isClean;

    /// <summary>The next step waits for identities to decide.</summary>
    private bool _isWaiting;

    private int _moved;

    /// <summary>The first rebalance that is called for: a split before a merge.</summary>
    private async Task<(string Version, int From, int? To, int Goal)?> Plan(IReadOnlyList<VersionShards> looked)
    {
        var versions = new List<(string Version, List<(int Number, ShardLoad Load)> Shards)>();
        foreach (var (version, numbers) in looked)
        {
            var loads = await Task.WhenAll(numbers.Select(n => Shard(n).Load()));
            foreach (var (number, load) in numbers.Zip(loads))
            {
                if (load.DrainsFor is { } old)
                {
                    // Somebody who did not know that the rebalance was over told it so.
                    await Shard(number).EndDrain(old);
                }
            }

            versions.Add((version, [.. numbers.Zip(loads).OrderBy(s => options.Value.FillOf(s.Second))]));
        }

        foreach (var (version, shards) in versions)
        {
            if (shards.Find(s => options.Value.IsOver(s.Load) && !_stayingShards.Contains(s.Number)) is { Load: { } full } over)
            {
                return (version, over.Number, null, full.Templates / 2);
            }
        }

        foreach (var (version, shards) in versions)
        {
            if (shards.Where(s => !_stayingShards.Contains(s.Number)).Take(2).ToList() is [var small, var large] && options.Value.CanMerge(small.Load, large.Load))
            {
                // What cannot be read stays where it is; others may come to it.
                if (small.Load.Unreadable > 0)
                {
                    (small, large) = (large, small);
                }

                if (small.Load.Unreadable == 0)
                {
                    return (version, small.Number, large.Number, 0);
                }
            }
        }

        return null;
    }

    private async Task<(string Version, int From, int? To, int Goal)?> TryPlan(GalleryLayout layout)
    {
        _isWaiting = false;

        // Taken off before the look: what changes meanwhile is looked at again.
        List<VersionShards> looked = [.. layout.Versions.Where(v => _changed.Contains(v.ModelVersion))];
        _changed.ExceptWith(looked.Select(v => v.ModelVersion));
        var isDone = false;
        try
        {
            var plan = await Plan(looked);
            isDone = plan is null;
            return plan;
        }
        catch (GridRequestException refusal) when (!refusal.IsRetryable)
        {
            // A shard whose key-encryption key is missing. When it has the key it is activated anew, and says so.
            LogFailed(logger, refusal, Key);
            return null;
        }
        finally
        {
            if (!isDone)
            {
                _changed.UnionWith(looked.Select(v => v.ModelVersion));
            }
        }
    }

    private async Task Advance(Rebalance running, CancellationToken cancellationToken)
    {
        _isWaiting = false;
        if (running.IsClosed)
        {
            await Clear(running);
            return;
        }

        var source = Shard(running.From);
        await source.Drain(running.Layout);
        var load = await source.Load();
        if (!_isClean)
        {
            await Tidy(running, load, cancellationToken);
            return;
        }

        if (running.IsMerge ? load is { People: 0, Unreadable: 0 } : load.Templates <= running.Goal && load.Doubtful == 0)
        {
            await End(running, isEmpty: running.IsMerge);
            return;
        }

        var people = await Next(source, running, load);
        if (people.Count == 0)
        {
            if (load.Doubtful > 0)
            {
                // Within seconds the shard asks their identities.
                _isWaiting = true;
                return;
            }

            LogStays(logger, Key, running.From);
            _stayingShards.Add(running.From);
            await End(running, isEmpty: false);
            return;
        }

        if ((await Move(people, running, onlyBegun: false, cancellationToken)).Exists(o => o is MoveOutcome.TargetFull))
        {
            await End(running, isEmpty: false);
        }
    }

    /// <summary>Ends the moves that may have been cut off, so that nobody stays in two shards.</summary>
    private async Task Tidy(Rebalance running, ShardLoad load, CancellationToken cancellationToken)
    {
        if (load.Doubtful > 0)
        {
            _isWaiting = true;
            return;
        }

        var people = await Shard(running.From).List(after: null, MayHaveBegun + _staying.Count);
        foreach (var some in people.Chunk(AtOnce))
        {
            await Move(some, running, onlyBegun: true, cancellationToken);
        }

        _isClean = true;
    }

    /// <summary>Who moves next: as many as the goal of a split leaves.</summary>
    private async Task<List<string>> Next(IGalleryShardGrain source, Rebalance running, ShardLoad load)
    {
        var wanted = AtOnce;
        if (!running.IsMerge && load.People > 0)
        {
            var each = Math.Max(1, load.Templates / (double)load.People);
            wanted = Math.Clamp((int)Math.Ceiling((load.Templates - running.Goal) / each), 1, AtOnce);
        }

        var known = await source.List(after: null, wanted + _staying.Count);
        return [.. known.Where(n => !_staying.Contains(n)).Take(wanted)];
    }

    private async Task<List<MoveOutcome>> Move(IReadOnlyList<string> people, Rebalance running, bool onlyBegun, CancellationToken cancellationToken)
    {
        var wasClean = _isClean;
        _isClean = false;
        var outcomes = await Task.WhenAll(people.Select(n =>
            GrainFactory.GetGrain<IIdentityGrain>(GridKeys.Identity(Tenant, n)).Move(Name, running, onlyBegun, cancellationToken)));
        _isClean = wasClean;
        _staying.UnionWith(people.Zip(outcomes).Where(p => p.Second is MoveOutcome.Unreadable).Select(p => p.First));
        var through = outcomes.Count(o => o is MoveOutcome.Moved);
        _moved += through;
        GridInstruments.Moved(through);
        return [.. outcomes];
    }

    private async Task End(Rebalance running, bool isEmpty)
    {
        // While a rebalance is recorded, removals look into both shards. Afterwards nothing may be left there that no record knows.
        await Shard(running.To).Flush();
        if (isEmpty)
        {
            await Gallery.CloseSource(running.Layout);
            await Clear(running);
            return;
        }

        await Shard(running.From).EndDrain(running.Layout);
        await Forget(running);
    }

    /// <summary>Takes what is left of a shard that is not the gallery's any more out of storage.</summary>
    private async Task Clear(Rebalance running)
    {
        if (!await Shard(running.From).Close(running.Layout))
        {
            throw new InvalidOperationException($"shard {running.From} of gallery '{Key}' was closed and has people");
        }

        await Forget(running);
    }

    private async Task Forget(Rebalance running)
    {
        await Gallery.EndRebalance(running.Layout);
        _changed.Add(running.ModelVersion);
        LogEnded(logger, Key, running.IsMerge ? "merge" : "split", running.From, running.To, _moved);
        _moved = 0;
    }
}
