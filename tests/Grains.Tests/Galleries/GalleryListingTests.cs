using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Galleries;

public sealed class GalleryListingTests
{
    private readonly Dictionary<int, SortedSet<string>> _shards = new()
    {
        [0] = new(["a", "d", "e", "f"], StringComparer.Ordinal),
        [1] = new(["b", "c", "g"], StringComparer.Ordinal),
    };

    private GalleryDescription _gallery = new("lobby", People.Model, [0, 1], DecisionPolicy.Default);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Page_AnyCount_PagesHaveEveryNameOnceInOrder(int count)
    {
        var (names, pages) = (new List<string>(), 0);
        string? after = null;
        do
        {
            var page = await Listing(ListShard).Page(_gallery, after, count);
            Assert.InRange(page.Identities.Count, 0, count);
            names.AddRange(page.Identities);
            after = page.Next;
            pages++;
        }
        while (after is not null);

        Assert.Equal(["a", "b", "c", "d", "e", "f", "g"], names);
        Assert.InRange(pages, 7 / count, (7 / count) + 1);
    }

    [Fact]
    public async Task Page_NoShards_IsEmptyAndTheLast()
    {
        var page = await Listing(ListShard).Page(_gallery with { Shards = [] }, null, 5);

        Assert.Empty(page.Identities);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Page_RebalanceInProgress_TargetIsReadAfterTheSource()
    {
        _gallery = _gallery with { Rebalance = new Rebalance(People.Model, From: 1, To: 0, Layout: 0, IsMerge: true, Goal: 0) };
        var order = new List<int>();

        var page = await Listing(async (shard, after, count) =>
        {
            await Task.Yield();
            order.Add(shard);
            var names = await ListShard(shard, after, count);

            // The person moves as soon as the source has been read.
            _shards[0].UnionWith(_shards[1]);
            _shards[1].Clear();
            return names;
        }).Page(_gallery, null, 100);

        Assert.Equal([1, 0], order);
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g"], page.Identities);
    }

    [Fact]
    public async Task Page_RebalanceBeginsMeanwhile_IsReadAgain()
    {
        var reads = 0;

        var page = await Listing((shard, after, count) =>
        {
            if (reads++ == 0)
            {
                // From a shard that is still to be read into one that has been read.
                var names = ListShard(shard, after, count);
                _gallery = _gallery with { Layout = 1, Rebalance = new Rebalance(People.Model, 1, 0, 1, IsMerge: false, Goal: 0) };
                _shards[0].Add("g");
                _shards[1].Remove("g");
                return names;
            }

            return ListShard(shard, after, count);
        }).Page(_gallery, null, 100);

        Assert.Equal(["a", "b", "c", "d", "e", "f", "g"], page.Identities);
        Assert.Equal(4, reads);
    }

    [Fact]
    public async Task ListPage_GalleryOverSeveralShards_PagesAreThoseOfTheWholeGallery()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), shardCapacity: 3);
        var reference = ReferenceGallery.Of(8);
        await reference.Enroll(grid.People);

        var first = await grid.People.GalleryGrain().ListPage(after: null, count: 5);
        var second = await grid.People.GalleryGrain().ListPage(first.Next, count: 5);

        Assert.Equal(reference.Faces.Keys, first.Identities.Concat(second.Identities));
        Assert.Equal((5, null), (first.Identities.Count, second.Next));
        var error = await Assert.ThrowsAsync<GridRequestException>(() => grid.People.GalleryGrain("empty").ListPage(after: null, count: 5));
        Assert.Equal((GridError.UnknownGallery, "has no enrolled identities"), (error.Error, error.Reason));
    }

    private GalleryListing Listing(Func<int, string?, int, Task<IReadOnlyList<string>>> list) => new(() => Task.FromResult(_gallery), list);

    private Task<IReadOnlyList<string>> ListShard(int shard, string? after, int count) => Task.FromResult<IReadOnlyList<string>>(
        [.. _shards[shard].Where(n => after is null || string.CompareOrdinal(n, after) > 0).Take(count)]);
}
