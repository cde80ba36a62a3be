using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>Merges of shards with few people left.</summary>
public sealed class MergeTests
{
    private const int Capacity = 8;

    [Fact]
    public async Task Balance_FewPeopleAreLeft_OneShardRemainsAndStorageHasNoOther()
    {
        var storage = new MortalStorage();
        await using var grid = await PeopleGrid.Start(storage, Capacity, change: Rebalances.DisableAutomatic);
        var reference = await Thinned(grid.People);
        Assert.Equal(3, await grid.People.ShardCount());

        await grid.People.Balance();

        await reference.AssertSettled(grid.People);
        var kept = Assert.Single((await grid.People.GalleryGrain().Describe()).Shards);
        AssertOnlyShard(kept, storage.Keys);
    }

    [Fact]
    public async Task Balance_Encrypted_KeysOfTheMergedShardsAreErased()
    {
        using var file = new TestKeys();
        var (data, keys) = (new MortalStorage(), new MortalStorage());
        await using var grid = await PeopleGrid.Start(data, keys, file.Encryption, Capacity, change: Rebalances.DisableAutomatic);
        var reference = await Thinned(grid.People);

        await grid.People.Balance();

        await reference.AssertSettled(grid.People);
        var kept = Assert.Single((await grid.People.GalleryGrain().Describe()).Shards);
        AssertOnlyShard(kept, keys.Keys.Concat(data.Keys));
    }

    [Fact]
    public async Task Balance_Repeated_WritesNothing()
    {
        var storage = new MortalStorage();
        await using var grid = await PeopleGrid.Start(storage, Capacity, change: Rebalances.DisableAutomatic);
        await Thinned(grid.People);
        await grid.People.Balance();
        var writes = storage.Writes;

        await grid.People.Balance();
        await grid.People.Balance();

        Assert.Equal(writes, storage.Writes);
    }

    [Fact]
    public async Task Grow_AfterAMerge_ShardNumbersAreNotReused()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), Capacity, change: Rebalances.DisableAutomatic);
        var reference = await Thinned(grid.People);
        var before = (await grid.People.GalleryGrain().Describe()).Shards;
        await grid.People.Balance();
        var kept = Assert.Single((await grid.People.GalleryGrain().Describe()).Shards);
        for (var i = 0; i < Capacity; i++)
        {
            await reference.Add(grid.People, $"new-{i}");
        }

        var after = (await grid.People.GalleryGrain().Describe()).Shards;
        Assert.Equal(2, after.Count);
        Assert.DoesNotContain(after, n => n != kept && before.Contains(n));
        await reference.AssertSettled(grid.People);
    }

    [Fact]
    public async Task Shrink_BalancerIsNotCalled_ShardsWakeIt()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), Capacity);
        var reference = await Thinned(grid.People);

        while (await grid.People.ShardCount() > 1 || (await grid.People.GalleryGrain().Layout()).Rebalance is not null)
        {
            await Task.Delay(20);
        }

        await reference.AssertSettled(grid.People);
    }

    [Fact]
    public async Task Enroll_OlderShardHasRoom_IsFilledFirst()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), Capacity, change: Rebalances.DisableAutomatic);
        var reference = ReferenceGallery.Of(2 * Capacity);
        await reference.Enroll(grid.People);
        foreach (var name in reference.Faces.Keys.Take(3).ToList())
        {
            await reference.Remove(grid.People, name);
        }

        for (var i = 0; i < 4; i++)
        {
            await reference.Add(grid.People, $"new-{i}");
        }

        Assert.Equal([Capacity, Capacity, 1], (await grid.People.Loads()).Select(l => l.People));
        await reference.AssertSettled(grid.People);
    }

    [Fact]
    public async Task Balance_EntryCannotBeRead_ItsShardIsKeptAndListsIt()
    {
        using var file = new TestKeys();
        var (data, keys) = (new MortalStorage(), new MortalStorage());
        var reference = ReferenceGallery.Of(2 * Capacity);
        MortalStorage backup;
        await using (var grid = await PeopleGrid.Start(data, keys, file.Encryption, Capacity, change: Rebalances.DisableAutomatic))
        {
            await reference.Enroll(grid.People);

            // One person per shard is left, and a second one in the first shard, whose key is erased after the backup.
            foreach (var name in reference.Faces.Keys.Where((_, i) => i is not (0 or 1 or Capacity)).ToList())
            {
                await reference.Remove(grid.People, name);
            }

            backup = data.NextLife();
            await reference.Remove(grid.People, "person-000");
        }

        await using var next = await PeopleGrid.Start(
            backup, keys.NextLife(), file.Encryption, Capacity, change: Rebalances.DisableAutomatic);
        await next.People.Balance();

        Assert.Equal("person-000", Assert.Single(await next.People.Unreadable()).Identity);
        await reference.AssertSettled(next.People);
        Assert.Equal(1, await next.People.ShardCount());
    }

    private static void AssertOnlyShard(int kept, IEnumerable<string> keys) => Assert.All(
        keys.Where(k => k.Contains("shard", StringComparison.Ordinal)),
        k => Assert.Contains($"lobby/{kept}|", k, StringComparison.Ordinal));

    /// <summary>Four people in three shards, after the removal of 20.</summary>
    private static async Task<ReferenceGallery> Thinned(People people)
    {
        var reference = ReferenceGallery.Of(3 * Capacity);
        await reference.Enroll(people);
        foreach (var name in reference.Faces.Keys.Where((_, i) => i is not (3 or 7 or 12 or 20)).ToList())
        {
            await reference.Remove(people, name);
        }

        return reference;
    }
}
