using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Telemetry;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// Runs the recorded rebalance of a gallery in bounded steps. How far it has proceeded is visible in the shards (docs/adr/0010), so any
/// activation continues it.
/// </summary>
/// <param name="gallery">Grain key of the gallery, <c>tenant/gallery</c>.</param>
internal sealed partial class RebalanceRun(string gallery, IGrainFactory grains, ILogger logger)
{
    /// <summary>People who move at once.</summary>
    private const int AtOnce = 16;

    /// <summary>
    /// People whose move may have been interrupted by a crash: those who moved at once, and some whose names were added between theirs
    /// since.
    /// </summary>
    private const int MayHaveBegun = 4 * AtOnce;

    /// <summary>People who cannot be read, and stay where they are until the next activation.</summary>
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly HashSet<int> _keptShards = [];
    private int _moved;

    /// <summary>True if no move is incomplete, neither of a former activation nor a failed one of this activation.</summary>
    private bool _isClean;

    /// <summary>Shards with people who cannot be read. They are not the source of a rebalance until the next activation.</summary>
    public IReadOnlySet<int> KeptShards => _keptShards;

    private IGalleryGrain Gallery => grains.GetGrain<IGalleryGrain>(gallery);

    /// <summary>A new rebalance has been recorded: no move of it has begun.</summary>
    public void Begin() => _isClean = true;

    public async Task<RebalanceProgress> Advance(Rebalance running, CancellationToken cancellationToken)
    {
        if (running.IsClosed)
        {
            await Clear(running);
            return RebalanceProgress.Advanced;
        }

        var source = Shard(running.From);
        await source.Drain(running.Layout);
        var load = await source.Load();
        if (!_isClean)
        {
            return await CompleteBegun(running, load, cancellationToken);
        }

        if (running.IsMerge ? load is { People: 0, Unreadable: 0 } : load.Templates <= running.Goal && load.InDoubt == 0)
        {
            await End(running, isEmpty: running.IsMerge);
            return RebalanceProgress.Advanced;
        }

        var people = await Next(source, running, load);
        if (people.Count == 0)
        {
            if (load.InDoubt > 0)
            {
                return RebalanceProgress.Waiting;
            }

            LogKept(logger, gallery, running.From);
            _keptShards.Add(running.From);
            await End(running, isEmpty: false);
            return RebalanceProgress.Advanced;
        }

        if ((await Move(people, running, onlyBegun: false, cancellationToken)).Exists(o => o is MoveOutcome.TargetFull))
        {
            await End(running, isEmpty: false);
        }

        return RebalanceProgress.Advanced;
    }

    /// <summary>Completes moves that may have been interrupted, so that no person stays in two shards.</summary>
    private async Task<RebalanceProgress> CompleteBegun(Rebalance running, ShardLoad load, CancellationToken cancellationToken)
    {
        if (load.InDoubt > 0)
        {
            return RebalanceProgress.Waiting;
        }

        var people = await Shard(running.From).List(after: null, MayHaveBegun + _unreadable.Count);
        foreach (var some in people.Chunk(AtOnce))
        {
            await Move(some, running, onlyBegun: true, cancellationToken);
        }

        _isClean = true;
        return RebalanceProgress.Advanced;
    }

    /// <summary>The people who move next: of a split, no more than its goal requires.</summary>
    private async Task<List<string>> Next(IGalleryShardGrain source, Rebalance running, ShardLoad load)
    {
        var wanted = AtOnce;
        if (!running.IsMerge && load.People > 0)
        {
            var each = Math.Max(1, load.Templates / (double)load.People);
            wanted = Math.Clamp((int)Math.Ceiling((load.Templates - running.Goal) / each), 1, AtOnce);
        }

        var listed = await source.List(after: null, wanted + _unreadable.Count);
        return [.. listed.Where(n => !_unreadable.Contains(n)).Take(wanted)];
    }

    private async Task<List<MoveOutcome>> Move(
        IReadOnlyList<string> people, Rebalance running, bool onlyBegun, CancellationToken cancellationToken)
    {
        var wasClean = _isClean;
        _isClean = false;
        var name = GridKeys.NameOf(gallery);
        var outcomes = await Task.WhenAll(people.Select(n => Identity(n).Move(name, running, onlyBegun, cancellationToken)));
        _isClean = wasClean;
        _unreadable.UnionWith(people.Zip(outcomes).Where(p => p.Second is MoveOutcome.Unreadable).Select(p => p.First));
        var moved = outcomes.Count(o => o is MoveOutcome.Moved);
        _moved += moved;
        GridInstruments.Moved(moved);
        return [.. outcomes];
    }

    private async Task End(Rebalance running, bool isEmpty)
    {
        // While a rebalance is recorded, removals cover both shards. Afterwards no entry may be left that no identity's record lists.
        await Shard(running.To).Flush();
        if (isEmpty)
        {
            await Gallery.CloseSource(running.Layout);
            await Clear(running);
            return;
        }

        await Shard(running.From).EndDrain(running.Layout);
        await DeleteRecord(running);
    }

    /// <summary>Clears a shard that no longer belongs to the gallery from storage.</summary>
    private async Task Clear(Rebalance running)
    {
        if (!await Shard(running.From).Close(running.Layout))
        {
            throw new InvalidOperationException($"shard {running.From} of gallery '{gallery}' was closed and has people");
        }

        await DeleteRecord(running);
    }

    private async Task DeleteRecord(Rebalance running)
    {
        await Gallery.EndRebalance(running.Layout);
        LogEnded(logger, gallery, running.IsMerge ? "merge" : "split", running.From, running.To, _moved);
        _moved = 0;
    }

    private IGalleryShardGrain Shard(int number) => grains.GetGrain<IGalleryShardGrain>(new ShardKey(gallery, number).ToString());

    private IIdentityGrain Identity(string name) => grains.GetGrain<IIdentityGrain>(GridKeys.Identity(GridKeys.TenantOf(gallery), name));

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Gallery {Gallery}: the {Kind} of shards {From} and {To} has ended; {Moved} people moved.")]
    private static partial void LogEnded(ILogger logger, string gallery, string kind, int from, int to, int moved);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery}: shard {From} has people who cannot be read, so it is kept.")]
    private static partial void LogKept(ILogger logger, string gallery, int from);
}
