using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Recognition;

/// <summary>
/// The fan-out over the shards. While people move (docs/adr/0010), the shard that they leave is asked first, and the one that they come to when
/// it has answered: who is not in the first any more was in the second before. Such a person may be found in both.
/// </summary>
public sealed partial class RecognitionGrain
{
    private async Task<IReadOnlyList<ShardAnswer>> Search(GalleryDescription gallery, float[] probe, int count, TemplateFusion fusion, Deadline deadline)
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
                gallery = await deadline.Ask(() => GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, name)).Describe());
                CheckModel(gallery, modelVersion);
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

    private IGalleryShardGrain Shard(GalleryDescription gallery, int number) =>
        GrainFactory.GetGrain<IGalleryShardGrain>(GridKeys.Shard(Tenant, gallery.Gallery, number));
}
