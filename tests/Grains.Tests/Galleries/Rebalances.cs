using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>Control of a gallery's rebalances by a test.</summary>
internal static class Rebalances
{
    /// <summary>Shards are rebalanced only when the test calls the balancer.</summary>
    public static void DisableAutomatic(IServiceCollection services) => services.Configure<ShardOptions>(o => o.Balance = false);

    /// <summary>
    /// Balances with a crash before the write after the next <paramref name="writes"/>. Returns true if it completed before the crash.
    /// </summary>
    public static async Task<bool> BalanceUntilCrash(
        Func<MortalStorage, Task<PeopleGrid>> start, MortalStorage storage, int writes)
    {
        storage.DieAfter(writes);
        await using var grid = await start(storage);
        try
        {
            await grid.People.Balance();
            return !storage.IsDead;
        }
        catch (Exception exception) when (exception.GetBaseException() is IOException)
        {
            return false;
        }
    }
}
