using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using Polly;
using Polly.Retry;

namespace FaceGrid.Grains.Galleries;

/// <summary>Lists the galleries of a tenant, their shards and the people in them.</summary>
internal sealed class TenantPeople(IGrainFactory grains, string tenant)
{
    private const int ListPage = 1000;

    /// <summary>
    /// Waits some seconds for changes in progress: until they have ended, a shard that was just activated refuses to list.
    /// </summary>
    private static readonly ResiliencePipeline Undecided = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<GridRequestException>(e => e.Error == GridError.Undecided),
            MaxRetryAttempts = 50,
            BackoffType = DelayBackoffType.Constant,
            Delay = TimeSpan.FromMilliseconds(100),
        })
        .Build();

    /// <summary>Galleries that have, or had, enrolled people, in ordinal order.</summary>
    /// <param name="more">Further names, of galleries that may be older than the tenant's directory.</param>
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

    /// <summary>All shards of the galleries, of every model version.</summary>
    public async Task<List<IGalleryShardGrain>> Shards(IReadOnlyList<string> galleries)
    {
        var shards = new List<IGalleryShardGrain>();
        foreach (var gallery in galleries)
        {
            shards.AddRange(Shards(gallery, await Gallery(gallery).Layout()));
        }

        return shards;
    }

    /// <summary>Searchable people of the galleries, each once.</summary>
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
                    for (var page = await List(shard, null); page.Count > 0; page = await List(shard, page[^1]))
                    {
                        people.UnionWith(page);
                    }
                }

                // A person may have moved from a shard that was still to be read into one that had been read.
                now = await Gallery(gallery).Layout();
            }
            while (now.Number != seen.Number);
        }

        return people;
    }

    private static async Task<IReadOnlyList<string>> List(IGalleryShardGrain shard, string? after)
    {
        // Retries run on the grain's scheduler, as the first call does.
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true);
        try
        {
            return await Undecided.ExecuteAsync(
                static async (_, page) => await page.shard.List(page.after, ListPage), context, (shard, after));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>
    /// Number of people with an entry in at least one of the shards, including people whose enrolment or removal is under way.
    /// </summary>
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

    /// <summary>In the order in which a person who moves from one shard to another is not missed.</summary>
    private IEnumerable<IGalleryShardGrain> Shards(string gallery, GalleryLayout layout) =>
        layout.Versions.SelectMany(v => v.Shards).Select(n => grains.GetGrain<IGalleryShardGrain>(GridKeys.Shard(tenant, gallery, n)));

    private IGalleryGrain Gallery(string name) => grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(tenant, name));
}
