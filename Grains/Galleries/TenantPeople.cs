using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>Goes through the galleries of a tenant and the people in them.</summary>
internal sealed class TenantPeople(IGrainFactory grains, string tenant)
{
    private const int ListPage = 1000;

    /// <summary>Galleries that somebody was ever enrolled in, in ordinal order.</summary>
    /// <param name="more">Galleries that the directory may not know: from before there was one.</param>
    public async Task<List<string>> Galleries(IReadOnlyList<string> more)
    {
        var known = await grains.GetGrain<IGalleryDirectoryGrain>(tenant).List();
        var used = new List<string>();
        foreach (var name in known.Union(more, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if ((await Gallery(name).Layout()).Versions.Any(v => v.Shards.Count > 0))
            {
                used.Add(name);
            }
        }

        return used;
    }

    /// <summary>All shards of the galleries, of whichever model version.</summary>
    public async Task<List<IGalleryShardGrain>> Shards(IReadOnlyList<string> galleries)
    {
        var shards = new List<IGalleryShardGrain>();
        foreach (var gallery in galleries)
        {
            shards.AddRange(Shards(gallery, await Gallery(gallery).Layout()));
        }

        return shards;
    }

    /// <summary>Who can be found in one of the galleries, each once.</summary>
    public async Task<SortedSet<string>> People(IReadOnlyList<string> galleries)
    {
        var people = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var gallery in galleries)
        {
            GalleryLayout seen;
            var now = await Gallery(gallery).Layout();
            do
            {
                seen = now;
                foreach (var shard in Shards(gallery, seen))
                {
                    for (var page = await shard.List(null, ListPage); page.Count > 0; page = await shard.List(page[^1], ListPage))
                    {
                        people.UnionWith(page);
                    }
                }

                // Somebody may have moved from a shard that was still to be listed into one that had been.
                now = await Gallery(gallery).Layout();
            }
            while (now.Number != seen.Number);
        }

        return people;
    }

    /// <summary>How many people have an entry in one of the shards or more, also while they are being enrolled or removed.</summary>
    public static async Task<int> CountHeld(IReadOnlyList<IGalleryShardGrain> shards)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var shard in shards)
        {
            for (var page = await shard.ListHeld(null, ListPage); page.Count > 0; page = await shard.ListHeld(page[^1], ListPage))
            {
                names.UnionWith(page);
            }
        }

        return names.Count;
    }

    /// <summary>In the order in which nobody is missed who moves from one to another.</summary>
    private IEnumerable<IGalleryShardGrain> Shards(string gallery, GalleryLayout layout) =>
        layout.Versions.SelectMany(v => v.Shards).Select(n => grains.GetGrain<IGalleryShardGrain>(GridKeys.Shard(tenant, gallery, n)));

    private IGalleryGrain Gallery(string name) => grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(tenant, name));
}
