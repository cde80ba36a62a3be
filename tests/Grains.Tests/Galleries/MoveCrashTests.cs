using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>
/// A crash before each single write of a split and of a merge, in turn: no person may be lost, duplicated or restored after a removal.
/// </summary>
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
    public async Task Split_CrashBeforeAnyWrite_AllPeopleAreFoundAndTheSplitCompletes(bool isEncrypted, bool isBusy)
    {
        using var keys = new TestKeys(isEncrypted);
        var (storage, reference) = (new MortalStorage(), ReferenceGallery.Of(Capacity + 2));
        await using (var grid = await Start(keys, storage, Wide))
        {
            await reference.Enroll(grid.People);
        }

        Assert.Equal(2, await AtEveryWrite(keys, storage, reference, isBusy));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Merge_CrashBeforeAnyWrite_AllPeopleAreFoundAndTheMergeCompletes(bool isEncrypted, bool isBusy)
    {
        using var keys = new TestKeys(isEncrypted);
        var (storage, reference) = (new MortalStorage(), ReferenceGallery.Of(2 * Capacity));
        await using (var grid = await Start(keys, storage, Capacity))
        {
            await reference.Enroll(grid.People);
            foreach (var name in reference.Faces.Keys.Where((_, i) => i is not (0 or 1 or Capacity or Capacity + 1)).ToList())
            {
                await reference.Remove(grid.People, name);
            }
        }

        Assert.Equal(1, await AtEveryWrite(keys, storage, reference, isBusy));
    }

    /// <summary>Balances once for each crash point. Returns the number of shards without a crash.</summary>
    private static async Task<int> AtEveryWrite(TestKeys keys, MortalStorage before, ReferenceGallery reference, bool isBusy)
    {
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var storage = before.NextLife();
            var finished = await Rebalances.BalanceUntilCrash(s => Start(keys, s, Capacity), storage, writes);
            var left = storage.NextLife();
            var now = reference.Copy();
            await using var next = await Start(keys, left, Capacity);
            await now.AssertFound(next.People);
            if (isBusy)
            {
                // The first people of the gallery are the ones who move; so many others are removed that a split has no one left to move.
                var isSplit = reference.Faces.Count > Capacity;
                foreach (var name in now.Faces.Keys.Where(n => n is "person-000" || (isSplit && n[^1] is >= '5' and <= '9')).ToList())
                {
                    await now.Remove(next.People, name);
                    Assert.DoesNotContain(name, left.Everything, StringComparison.Ordinal);
                }

                await now.Add(next.People, "person-001");
                await now.Add(next.People, "stranger");
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

        Assert.Fail("the rebalance never completed");
        return 0;
    }

    private static Task<PeopleGrid> Start(TestKeys keys, MortalStorage storage, int capacity) => PeopleGrid.Start(
        storage, keys.Encryption is null ? null : storage, keys.Encryption, capacity, change: Rebalances.DisableAutomatic);
}
