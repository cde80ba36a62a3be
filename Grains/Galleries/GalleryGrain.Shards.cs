using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>The shards of the gallery: which of them is filled, and the rebalance in progress.</summary>
public sealed partial class GalleryGrain
{
    // Not stored: after a crash the newest shard is tried first, and if it is full, a shard with room is found again.
    private readonly Dictionary<string, int> _filled = new(StringComparer.Ordinal);

    public Task<GalleryLayout> Layout() => Task.FromResult(GalleryShards.Layout(_durable));

    public async Task<GalleryPage> ListPage(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var description = await Describe();
        return description.ModelVersion is null
            ? throw new GridRequestException(GridError.UnknownGallery, $"gallery '{Name}'", "has no enrolled identities")
            : await new GalleryListing(Describe, (shard, from, most) => Shard(shard).List(from, most)).Page(description, after, count);
    }

    public async Task<int> Reserve(string modelVersion, int? fullShard)
    {
        // The registry is needed only where the active version decides which shards the gallery answers with.
        var active = _durable.ModelVersion is null || _durable.Others.Count > 0 ? await Registry.GetActive() : null;
        if ((Answering(_durable, active).ModelVersion ?? active) is { } bound && bound != modelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch,
                $"gallery '{Name}'",
                $"holds templates of model {bound}, which are never compared with {modelVersion}");
        }

        return await ReserveFor(modelVersion, fullShard);
    }

    public async Task<int> ReserveFor(string modelVersion, int? fullShard)
    {
        if (Filling(modelVersion) is { } filling && filling != fullShard)
        {
            return filling;
        }

        if (await WithRoom(modelVersion, fullShard) is { } known)
        {
            _filled[modelVersion] = known;
            return known;
        }

        // The directory first: a name without shards does no harm; shards that the tenant's directory does not list would be left behind.
        await Directory.Add(Name);
        await ReadRegistryVersion();
        var changed = GalleryShards.Copy(_durable);
        var number = GalleryShards.Open(changed, modelVersion);
        await Write(changed);
        _filled[modelVersion] = number;
        return number;
    }

    public async Task<Rebalance> BeginRebalance(string modelVersion, int from, int? to, int goal)
    {
        if (_durable.Rebalance is { } running)
        {
            return running;
        }

        var shards = GalleryShards.Of(_durable, modelVersion);
        if (!shards.Contains(from) || (to is { } given && (given == from || !shards.Contains(given))))
        {
            throw Invalid($"{(to is null ? $"shard {from} is" : $"shards {from} and {to} are")} not of model {modelVersion}");
        }

        var changed = GalleryShards.WithRebalance(_durable, modelVersion, from, to, goal);
        await Write(changed);
        return changed.Rebalance!;
    }

    public Task CloseSource(long layout) =>
        GalleryShards.WithoutSource(_durable, layout) is { } changed ? Write(changed) : Task.CompletedTask;

    public Task EndRebalance(long layout) =>
        GalleryShards.WithoutRebalance(_durable, layout) is { } changed ? Write(changed) : Task.CompletedTask;

    /// <summary>The shard for new people: the one that was filled before, at first the newest; null: there is none.</summary>
    private int? Filling(string modelVersion)
    {
        var open = GalleryShards.Admitting(_durable, modelVersion).ToList();
        return _filled.TryGetValue(modelVersion, out var last) && open.Contains(last) ? last : open.Count > 0 ? open[^1] : null;
    }

    /// <summary>
    /// The fullest of the shards in which removals have left room. Needed when a shard is full, so once in thousands of enrolments.
    /// </summary>
    private async Task<int?> WithRoom(string modelVersion, int? fullShard)
    {
        var others = GalleryShards.Admitting(_durable, modelVersion).Where(s => s != fullShard).ToList();
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
            return await Shard(shard).Load();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The shard cannot be filled now. Another one is, and a shard that stays half empty is merged later.
            return null;
        }
    }

    private IGalleryShardGrain Shard(int number) => GrainFactory.GetGrain<IGalleryShardGrain>(GridKeys.Shard(Tenant, Name, number));
}
