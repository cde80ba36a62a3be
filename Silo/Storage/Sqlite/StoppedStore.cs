using FaceGrid.Grains.Interfaces;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>Watches the SQLite stores of a silo: a process whose store has stopped is of no use, and a restart recovers the store.</summary>
internal static class StoppedStore
{
    /// <summary>Completes when one of the stores stops after a failed commit or flush; never without SQLite.</summary>
    /// <returns>The error for the operator.</returns>
    public static async Task<GridRequestException> Of(IServiceProvider services)
    {
        var stores = services.GetServices<SqliteStorePath>()
            .Select(p => services.GetRequiredKeyedService<SqliteStore>(p.Path))
            .ToDictionary(s => (Task)s.Stopped);
        if (stores.Count == 0)
        {
            await Task.Delay(Timeout.Infinite);
        }

        var store = stores[await Task.WhenAny(stores.Keys)];
        return SqliteErrors.Stopped(store.Path, await store.Stopped);
    }
}
