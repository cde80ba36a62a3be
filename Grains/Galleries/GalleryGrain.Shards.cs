using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>Which shards there are, which of them is filled, and between which two people are on their way.</summary>
public sealed partial class GalleryGrain
{
    // Not stored: after a crash the newest is tried first, and if it is full, who has room is found again.
    private readonly Dictionary<string, int> _filled = new(StringComparer.Ordinal);

    public Task<GalleryLayout> Layout()
    {
        var now = _durable;
        var versions = new List<VersionShards>();
        if (now.ModelVersion is { } own)
        {
            versions.Add(InOrder(now, own, now.Shards));
        }

        versions.AddRange(now.Others.Select(o => InOrder(now, o.Key, o.Value)));
        return Task.FromResult(new GalleryLayout(now.Layout, versions, now.Rebalance));
    }

    public async Task<Rebalance> BeginRebalance(string modelVersion, int from, int? to, int goal)
    {
        if (_durable.Rebalance is { } running)
        {
            return running;
        }

        var shards = ShardsOf(_durable, modelVersion);
        if (!shards.Contains(from) || (to is { } given && (given == from || !shards.Contains(given))))
        {
            throw Refused($"{(to is null ? $"shard {from} is" : $"shards {from} and {to} are")} not of model {modelVersion}");
        }

        var changed = Copy(_durable);
        changed.Layout++;
        changed.Rebalance = new Rebalance(modelVersion, from, to ?? Open(changed, modelVersion), changed.Layout, IsMerge: to is not null, goal);
        await Write(changed);
        return changed.Rebalance;
    }

    public async Task CloseSource(long layout)
    {
        if (_durable.Rebalance is not { IsMerge: true, IsClosed: false } running || running.Layout != layout)
        {
            return;
        }

        var changed = Copy(_durable);
        ShardsOf(changed, running.ModelVersion).Remove(running.From);
        changed.HighestClosed = Math.Max(changed.HighestClosed, running.From);
        changed.Layout++;
        changed.Rebalance = running with { IsClosed = true };
        await Write(changed);
    }

    public async Task EndRebalance(long layout)
    {
        if (_durable.Rebalance?.Layout != layout)
        {
            return;
        }

        var changed = Copy(_durable);
        changed.Layout++;
        changed.Rebalance = null;
        await Write(changed);
    }

    /// <summary>What searches with this version have to know of.</summary>
    private static Rebalance? Moving(GalleryState of, string? modelVersion) =>
        of.Rebalance is { IsClosed: false } running && running.ModelVersion == modelVersion ? running : null;

    private static List<int> ShardsOf(GalleryState of, string modelVersion) =>
        of.ModelVersion == modelVersion ? of.Shards : of.Others.GetValueOrDefault(modelVersion) ?? [];

    private static VersionShards InOrder(GalleryState of, string modelVersion, List<int> shards) =>
        new(modelVersion, [.. Moving(of, modelVersion) is { } running ? shards.Where(s => s != running.To).Append(running.To) : shards]);

    /// <summary>Adds a shard to the state and returns its number.</summary>
    private static int Open(GalleryState changed, string modelVersion)
    {
        var number = changed.Shards.Concat(changed.Others.Values.SelectMany(s => s)).Append(changed.HighestClosed).Max() + 1;
        changed.ModelVersion ??= modelVersion;
        if (changed.ModelVersion == modelVersion)
        {
            changed.Shards.Add(number);
        }
        else
        {
            changed.Others[modelVersion] = [.. ShardsOf(changed, modelVersion), number];
        }

        return number;
    }

    /// <summary>Shards that take people.</summary>
    private IEnumerable<int> Open(string modelVersion) =>
        ShardsOf(_durable, modelVersion).Where(s => Moving(_durable, modelVersion)?.From != s);

    /// <summary>Where new people go: to the shard that they went to before, at first to the newest.</summary>
    private int? Filling(string modelVersion)
    {
        var open = Open(modelVersion).ToList();
        return _filled.TryGetValue(modelVersion, out var last) && open.Contains(last) ? last : open.Count > 0 ? open[^1] : null;
    }

    /// <summary>The fullest of the shards in which removals have left room. Asked for when a shard is full, so once in thousands of enrolments.</summary>
    private async Task<int?> WithRoom(string modelVersion, int? fullShard)
    {
        var others = Open(modelVersion).Where(s => s != fullShard).ToList();
        var loads = await Task.WhenAll(others.Select(TryLoad));
        return others
            .Zip(loads)
            .Where(o => o.Second is { } load && options.Value.HasRoom(load))
            .OrderByDescending(o => options.Value.FillOf(o.Second!))
            .Select(o => (int?)o.First)
            .FirstOrDefault();
    }

    private async Task<ShardLoad?> TryLoad(int shard)
    {
        try
        {
            return await GrainFactory.GetGrain<IGalleryShardGrain>(GridKeys.Shard(Tenant, Name, shard)).Load();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // It cannot be filled now. Another is, and what is left half empty is merged later.
            return null;
        }
    }
}
