using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>How tests bring a gallery to where they want it.</summary>
internal static class Rebalances
{
    /// <summary>Shards stay as they are until a test steps.</summary>
    public static void OnlyWhenAsked(IServiceCollection services) => services.Configure<ShardOptions>(o => o.Balance = false);

    /// <summary>The balancer dies before the write after the next <paramref name="writes"/>. Returns whether it came to its end before.</summary>
    public static async Task<bool> BalanceAndDie(Func<MortalStorage, Task<PeopleGrid>> start, MortalStorage storage, int writes)
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
