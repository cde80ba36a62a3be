using FaceGrid.Grains.Recognition;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace FaceGrid.Client.Hosting;

/// <summary>What every grid of this program has.</summary>
internal static class GridServices
{
    /// <param name="store">The SQLite file that holds the grains' state.</param>
    public static IServiceCollection AddGridOver(this IServiceCollection services, string store)
    {
        services.AddSingleton(TimeProvider.System);

        // In one process an answer that takes long is on its way: the machine is busy. Giving up would only lose it.
        services.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromMinutes(5));
        services.Configure<RecognitionOptions>(o => o.Deadline = TimeSpan.FromMinutes(5));
        services.AddSqliteGrainStorage(GridStorage.Name, store);
        return services;
    }
}
