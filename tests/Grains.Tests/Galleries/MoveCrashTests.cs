using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>The process dies before each single write of a split and of a merge, in turn; nobody may be lost, doubled or brought back.</summary>
public sealed class MoveCrashTests
{
    private const int MaxWrites = 120;
    private const int Wide = 1000;
    private const int Capacity = 8;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Split_DiesBeforeAnyWrite_EverybodyIsFoundAndItGoesOn(bool isEncrypted, bool isBusy)
    {
        using var keys = new TestKeys(isEncrypted);
        var (storage, crowd) = (new MortalStorage(), Crowd.Of(Capacity + 2));
        await using (var grid = await Start(keys, storage, Wide))
        {
            await crowd.Enroll(grid.People);
        }

        Assert.Equal(2, await AtEveryWrite(keys, storage, crowd, isBusy));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Merge_DiesBeforeAnyWrite_EverybodyIsFoundAndItGoesOn(bool isEncrypted, bool isBusy)
    {
        using var keys = new TestKeys(isEncrypted);
        var (storage, crowd) = (new MortalStorage(), Crowd.Of(2 * Capacity));
        await using (var grid = await Start(keys, storage, Capacity))
        {
            await crowd.Enroll(grid.People);
            foreach (var name in crowd.Faces.Keys.Where((_, i) => i is not (0 or 1 or Capacity or Capacity + 1)).ToList())
            {
                await crowd.Remove(grid.People, name);
            }
        }

        Assert.Equal(1, await AtEveryWrite(keys, storage, crowd, isBusy));
    }

    /// <summary>Balances once for each place it can die at. Returns how many shards there are when nothing dies.</summary>
    private static async Task<int> AtEveryWrite(TestKeys keys, MortalStorage before, Crowd crowd, bool isBusy)
    {
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var storage = before.NextLife();
            var finished = await Rebalances.BalanceAndDie(s => Start(keys, s, Capacity), storage, writes);
            var left = storage.NextLife();
            var now = crowd.Copy();
            await using var next = await Start(keys, left, Capacity);
            await now.AssertFound(next.People);
            if (isBusy)
            {
                // The first of the gallery are those on their way; of the others so many go that a split has nobody left to move.
                foreach (var name in now.Faces.Keys.Where(n => n is "person-000" || (n[^1] is >= '5' and <= '9' && crowd.Faces.Count > Capacity)).ToList())
                {
                    await now.Remove(next.People, name);
                    Assert.DoesNotContain(name, left.Everything, StringComparison.Ordinal);
                }

                await now.Add(next.People, "person-001");
                await now.Add(next.People, "somebody new");
                await now.AssertFound(next.People);
            }

            await next.People.Balance();
            await now.AssertSettled(next.People);

            var shards = (await next.People.GalleryGrain().Describe()).Shards;
            Assert.All(
                left.Keys.Where(k => k.Contains("galleryshard", StringComparison.Ordinal)),
                k => Assert.Contains(shards, s => k.Contains($"/lobby/{s}|", StringComparison.Ordinal)));
            Assert.All(now.Faces.Values, f => Assert.Equal(keys.Encryption is null, TestKeys.IsInTheClear(left, f[0])));
            if (finished)
            {
                return shards.Count;
            }
        }

        Assert.Fail("the rebalance never came to its end");
        return 0;
    }

    private static Task<PeopleGrid> Start(TestKeys keys, MortalStorage storage, int capacity) => PeopleGrid.Start(
        storage, keys.Encryption is null ? null : storage, keys.Encryption, capacity, change: Rebalances.OnlyWhenAsked);
}
