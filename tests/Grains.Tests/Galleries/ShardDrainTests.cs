using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Sqlite;

namespace FaceGrid.Grains.Tests.Galleries;

public sealed class ShardDrainTests
{
    private readonly MortalStorage _storage = new();
    private int _questions;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Admits_ShardWithoutHeader_AsksItsGalleryOnce(bool isListed)
    {
        var drain = await Start(isListed);

        Assert.Equal(isListed, await drain.Admits());
        Assert.Equal(isListed, await drain.IsListed());
        Assert.Equal(1, _questions);
    }

    [Fact]
    public async Task Admits_ShardWithEntries_NeedsNoQuestion()
    {
        var shard = await TestShard.Activate(_storage);
        await shard.Add("anna");
        var drain = new ShardDrain(shard.Header, Ask(false), write => write);

        Assert.True(await drain.Admits());
        Assert.Equal(0, _questions);
    }

    [Fact]
    public async Task Begin_WriteFails_PeopleMayNotLeaveUntilItIsDurable()
    {
        var drain = await Start(isListed: true);
        _storage.FailNext(1);

        await Assert.ThrowsAsync<GrainStoreException>(() => drain.Begin(3));
        Assert.False(drain.Releases(3));
        Assert.False(drain.AdmitsNow);

        Assert.True(await drain.Begin(3));
        Assert.False(await drain.Begin(3));
        Assert.True(drain.Releases(3));
        Assert.False(drain.Releases(2));
        Assert.True(drain.IsOutdated(2));
    }

    [Fact]
    public async Task End_SameLayout_FlushesThenAdmitsAlsoAfterTheNextActivation()
    {
        var drain = await Start(isListed: true);
        await drain.Begin(3);
        var flushes = 0;

        await drain.End(2, Flush);
        Assert.Equal((0, false), (flushes, drain.AdmitsNow));
        await drain.End(3, Flush);

        Assert.Equal((1, true), (flushes, drain.AdmitsNow));
        var next = await TestShard.Activate(_storage.NextLife());
        Assert.Equal((false, 3L), (next.Header.IsDraining, next.Header.Layout));

        Task Flush()
        {
            flushes++;
            return Task.CompletedTask;
        }
    }

    private async Task<ShardDrain> Start(bool isListed) =>
        new((await TestShard.Activate(_storage)).Header, Ask(isListed), write => write);

    private Func<Task<bool>> Ask(bool answer) => () =>
    {
        _questions++;
        return Task.FromResult(answer);
    };
}
