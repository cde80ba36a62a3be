using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>Shards of which removals have left little.</summary>
public sealed class MergeTests
{
    private const int Capacity = 8;

    [Fact]
    public async Task Balance_LittleIsLeft_OneShardAndNothingOfTheOthersInStorage()
    {
        var storage = new MortalStorage();
        await using var grid = await PeopleGrid.Start(storage, Capacity, change: Rebalances.OnlyWhenAsked);
        var crowd = await Thinned(grid.People);
        Assert.Equal(3, await grid.People.ShardCount());

        await grid.People.Balance();

        await crowd.AssertSettled(grid.People);
        var kept = Assert.Single((await grid.People.GalleryGrain().Describe()).Shards);
        Assert.All(storage.Keys.Where(k => k.Contains("shard", StringComparison.Ordinal)), k => Assert.Contains($"lobby/{kept}|", k, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Balance_Encrypted_KeysOfTheMergedShardsAreGoneToo()
    {
        using var file = new TestKeys();
        var (data, keys) = (new MortalStorage(), new MortalStorage());
        await using var grid = await PeopleGrid.Start(data, keys, file.Encryption, Capacity, change: Rebalances.OnlyWhenAsked);
        var crowd = await Thinned(grid.People);

        await grid.People.Balance();

        await crowd.AssertSettled(grid.People);
        var kept = Assert.Single((await grid.People.GalleryGrain().Describe()).Shards);
        Assert.All(keys.Keys.Concat(data.Keys).Where(k => k.Contains("shard", StringComparison.Ordinal)), k => Assert.Contains($"lobby/{kept}|", k, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Balance_SeveralTimes_ComesToRestAndChangesNothingMore()
    {
        var storage = new MortalStorage();
        await using var grid = await PeopleGrid.Start(storage, Capacity, change: Rebalances.OnlyWhenAsked);
        await Thinned(grid.People);
        await grid.People.Balance();
        var writes = storage.Writes;

        await grid.People.Balance();
        await grid.People.Balance();

        Assert.Equal(writes, storage.Writes);
    }

    [Fact]
    public async Task Grow_AfterAMerge_NumbersOfShardsAreNotUsedAgain()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), Capacity, change: Rebalances.OnlyWhenAsked);
        var crowd = await Thinned(grid.People);
        var before = (await grid.People.GalleryGrain().Describe()).Shards;
        await grid.People.Balance();
        var kept = Assert.Single((await grid.People.GalleryGrain().Describe()).Shards);
        for (var i = 0; i < Capacity; i++)
        {
            await crowd.Add(grid.People, $"new-{i}");
        }

        var after = (await grid.People.GalleryGrain().Describe()).Shards;
        Assert.Equal(2, after.Count);
        Assert.DoesNotContain(after, n => n != kept && before.Contains(n));
        await crowd.AssertSettled(grid.People);
    }

    [Fact]
    public async Task Shrink_NobodySteps_ShardsNoticeByThemselves()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), Capacity);
        var crowd = await Thinned(grid.People);

        while (await grid.People.ShardCount() > 1 || (await grid.People.GalleryGrain().Layout()).Rebalance is not null)
        {
            await Task.Delay(20);
        }

        await crowd.AssertSettled(grid.People);
    }

    [Fact]
    public async Task Enroll_OlderShardHasRoom_IsFilledBeforeANewOneIsOpened()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), Capacity, change: Rebalances.OnlyWhenAsked);
        var crowd = Crowd.Of(2 * Capacity);
        await crowd.Enroll(grid.People);
        foreach (var name in crowd.Faces.Keys.Take(3).ToList())
        {
            await crowd.Remove(grid.People, name);
        }

        for (var i = 0; i < 4; i++)
        {
            await crowd.Add(grid.People, $"new-{i}");
        }

        Assert.Equal([Capacity, Capacity, 1], (await grid.People.Loads()).Select(l => l.People));
        await crowd.AssertSettled(grid.People);
    }

    [Fact]
    public async Task Balance_SomebodyCannotBeRead_TheirShardStaysAndTellsThem()
    {
        using var file = new TestKeys();
        var (data, keys) = (new MortalStorage(), new MortalStorage());
        var crowd = Crowd.Of(2 * Capacity);
        MortalStorage backup;
        await using (var grid = await PeopleGrid.Start(data, keys, file.Encryption, Capacity, change: Rebalances.OnlyWhenAsked))
        {
            await crowd.Enroll(grid.People);

            // One of each shard is left, and one more of the first, who is erased after a backup was made.
            foreach (var name in crowd.Faces.Keys.Where((_, i) => i is not (0 or 1 or Capacity)).ToList())
            {
                await crowd.Remove(grid.People, name);
            }

            backup = data.NextLife();
            await crowd.Remove(grid.People, "person-000");
        }

        await using var next = await PeopleGrid.Start(backup, keys.NextLife(), file.Encryption, Capacity, change: Rebalances.OnlyWhenAsked);
        await next.People.Balance();

        Assert.Equal("person-000", Assert.Single(await next.People.Unreadable()).Identity);
        await crowd.AssertSettled(next.People);
        Assert.Equal(1, await next.People.ShardCount());
    }

    /// <summary>Of 24 people in three shards, four.</summary>
    private static async Task<Crowd> Thinned(People people)
    {
        var crowd = Crowd.Of(3 * Capacity);
        await crowd.Enroll(people);
        foreach (var name in crowd.Faces.Keys.Where((_, i) => i is not (3 or 7 or 12 or 20)).ToList())
        {
            await crowd.Remove(people, name);
        }

        return crowd;
    }
}
