using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Recognition;

/// <summary>
/// The fan-out of one probe over a gallery's shards. While people move (docs/adr/0010), their source shard is searched first and the
/// target shard after its answer: a person who has left the source by then is in the target. Such a person may be found in both.
/// </summary>
internal sealed class GallerySearch(IGrainFactory grains, string tenant)
{
    /// <summary>The gallery's current shards, model version and policy.</summary>
    public Task<GalleryDescription> Describe(string gallery) =>
        grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(tenant, gallery)).Describe();

    /// <summary>Searches all shards, again from the start if people moved between shards meanwhile.</summary>
    /// <exception cref="DeadlineException">The time has passed.</exception>
    /// <exception cref="GridRequestException">The gallery's model version changed meanwhile.</exception>
    public async Task<IReadOnlyList<ShardAnswer>> Search(
        GalleryDescription gallery, float[] probe, int count, TemplateFusion fusion, Deadline deadline)
    {
        var modelVersion = gallery.ModelVersion!;
        while (true)
        {
            try
            {
                return await Once(gallery);
            }
            catch (GridRequestException moved) when (moved.Error is GridError.OutdatedLayout)
            {
                await deadline.Pause(moved);
                var name = gallery.Gallery;
                gallery = await deadline.Ask(() => Describe(name));
                RequestChecks.CheckModel(gallery, modelVersion);
            }
        }

        async Task<IReadOnlyList<ShardAnswer>> Once(GalleryDescription now)
        {
            var to = now.Rebalance?.To;
            var searches = now.Shards.Where(n => n != to).ToDictionary(n => n, n => In(now, n));
            if (now.Rebalance is { } moving)
            {
                searches.Add(moving.To, After(searches[moving.From], now, moving.To));
            }

            return await Task.WhenAll(searches.Values);
        }

        async Task<ShardAnswer> After(Task<ShardAnswer> first, GalleryDescription now, int shard)
        {
            await first;
            return await In(now, shard);
        }

        Task<ShardAnswer> In(GalleryDescription now, int shard) =>
            deadline.Ask(() => Shard(now, shard).Search(modelVersion, probe, count, fusion, now.Layout));
    }

    /// <summary>Number of people and templates; during a move, those on the way may count twice.</summary>
    public async Task<ShardSize> Size(GalleryDescription gallery)
    {
        var sizes = await Task.WhenAll(gallery.Shards.Select(n => Shard(gallery, n).Size()));
        return new ShardSize(sizes.Sum(s => s.People), sizes.Sum(s => s.Templates), sizes.Sum(s => s.Changes));
    }

    private IGalleryShardGrain Shard(GalleryDescription gallery, int number) =>
        grains.GetGrain<IGalleryShardGrain>(GridKeys.Shard(tenant, gallery.Gallery, number));
}
