using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Vision;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>Splits of shards that exceed their bounds.</summary>
public sealed class SplitTests
{
    private const int MaxTemplates = ShardOptions.LeastTemplates;

    [Fact]
    public async Task Balance_PeopleGetMorePhotos_ShardIsSplitIntoHalves()
    {
        await using var grid = await Start(new MortalStorage());
        var reference = ReferenceGallery.Of(30, templates: 2);
        await reference.Enroll(grid.People);
        Assert.Equal(1, await grid.People.ShardCount());
        foreach (var name in reference.Faces.Keys.Take(25).ToList())
        {
            await reference.Add(grid.People, name);
        }

        await grid.People.Balance();

        await reference.AssertSettled(grid.People);
        var loads = await grid.People.Loads();
        Assert.Equal(2, loads.Count);
        Assert.All(loads, l => Assert.InRange(l.Templates, 35, 50));
    }

    [Fact]
    public async Task Balance_CapacityIsLowered_SplitsUntilAllFit()
    {
        var storage = new MortalStorage();
        var reference = ReferenceGallery.Of(50);
        await using (var wide = await PeopleGrid.Start(storage))
        {
            await reference.Enroll(wide.People);
        }

        await using var grid = await PeopleGrid.Start(storage.NextLife(), shardCapacity: 8);
        await grid.People.Balance();

        await reference.AssertSettled(grid.People);
        Assert.All(await grid.People.Loads(), l => Assert.InRange(l.People, 4, 8));
        await reference.Add(grid.People, "stranger");
        await reference.AssertSettled(grid.People);
    }

    [Fact]
    public async Task Enroll_PeopleWithManyTemplates_AreInShardsWithRoom()
    {
        await using var grid = await Start(new MortalStorage());
        var reference = ReferenceGallery.Of(9, templates: 20);
        await reference.Enroll(grid.People);

        Assert.Equal([80, 80, 20], (await grid.People.Loads()).Select(l => l.Templates));
        await grid.People.Balance();
        await reference.AssertSettled(grid.People);
        Assert.Equal(3, await grid.People.ShardCount());
    }

    [Fact]
    public async Task Grow_BalancerIsNotCalled_ShardWakesIt()
    {
        await using var grid = await Start(new MortalStorage());
        var reference = ReferenceGallery.Of(30, templates: 2);
        await reference.Enroll(grid.People);
        foreach (var name in reference.Faces.Keys.Take(25).ToList())
        {
            await reference.Add(grid.People, name);
        }

        while (await grid.People.ShardCount() == 1 || (await grid.People.GalleryGrain().Layout()).Rebalance is not null)
        {
            await Task.Delay(20);
        }

        await reference.AssertSettled(grid.People);
    }

    [Fact]
    public async Task Grow_ShardsOfAFormerVersion_AreNotActivated()
    {
        var storage = new MortalStorage();
        var blobs = new MortalBlobs(storage);
        var reference = ReferenceGallery.Of(10);
        await using (var before = await PeopleGrid.Start(storage, blobs: blobs))
        {
            await reference.Enroll(before.People, keepPhotos: true);
            while (await before.People.Activation.Step(People.NextModel, [People.Gallery], 100, CancellationToken.None) > 0)
            {
                // Next step.
            }

            await before.People.Activation.Switch(People.NextModel, [People.Gallery], leaveBehind: false);
        }

        // Both versions have a shard over the bounds; only the one that is in use wakes the balancer.
        reference.Model = People.NextModel;
        await using var grid = await PeopleGrid.Start(storage.NextLife(), shardCapacity: 8, blobs: blobs);
        while (await grid.People.ShardCount() == 1 || (await grid.People.GalleryGrain().Layout()).Rebalance is not null)
        {
            await reference.AssertFound(grid.People);
        }

        await reference.AssertSettled(grid.People);
        var versions = (await grid.People.GalleryGrain().Layout()).Versions;
        Assert.Equal([(People.Model, 1), (People.NextModel, 2)], versions.Select(v => (v.ModelVersion, v.Shards.Count)));
    }

    [Fact]
    public async Task Balance_Split_SourceAdmitsNoNewPeople()
    {
        var storage = new MortalStorage();
        var reference = ReferenceGallery.Of(6);
        await using (var wide = await PeopleGrid.Start(storage))
        {
            await reference.Enroll(wide.People);
        }

        await using var grid = await PeopleGrid.Start(storage.NextLife(), shardCapacity: 5, change: Rebalances.DisableAutomatic);
        Assert.True(await grid.People.Balancer().Step(CancellationToken.None));
        var running = (await grid.People.GalleryGrain().Layout()).Rebalance!;
        await grid.People.Shard(running.From).Drain(running.Layout);

        await reference.Add(grid.People, "stranger");

        Assert.Equal(running.To, Assert.Single((await grid.People.Get("stranger"))!.Galleries).Shard);
        await grid.People.Balance();
        await reference.AssertSettled(grid.People);
    }

    [Theory]
    [InlineData(0, 100, 0.5, "Shards:Capacity")]
    [InlineData(10, 79, 0.5, "Shards:MaxTemplates")]
    [InlineData(10, 100, 0.75, "Shards:MergeBelow")]
    [InlineData(10, 100, 0, "Shards:MergeBelow")]
    public void Validate_OptionOutOfRange_IsNamed(int capacity, int templates, double merge, string subject)
    {
        var options = new ShardOptions { Capacity = capacity, MaxTemplates = templates, MergeBelow = merge };

        Assert.Equal(subject, Assert.Throws<BadInputException>(options.Validate).Subject);
        new ShardOptions().Validate();
    }

    private static Task<PeopleGrid> Start(MortalStorage storage) =>
        PeopleGrid.Start(storage, change: services => services.Configure<ShardOptions>(o => o.MaxTemplates = MaxTemplates));
}
