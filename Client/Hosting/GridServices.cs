using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Recognition;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace FaceGrid.Client.Hosting;

/// <summary>What every grid of this program has.</summary>
internal static class GridServices
{
    /// <param name="store">The SQLite file that holds the grains' state; the keys of people lie beside it.</param>
    /// <param name="keyFile">Key-encryption keys, or null: what is stored of new people is not encrypted.</param>
    public static IServiceCollection AddGridOver(this IServiceCollection services, string store, string? keyFile = null)
    {
        services.AddSingleton(TimeProvider.System);

        // In one process an answer that takes long is on its way: the machine is busy. Giving up would only lose it.
        services.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromMinutes(5));
        services.Configure<RecognitionOptions>(o => o.Deadline = TimeSpan.FromMinutes(5));
        services.AddSqliteGrainStorage(GridStorage.Name, store);
        var keys = Path.Combine(Path.GetDirectoryName(store)!, "keys.db");
        if (keyFile is not null || File.Exists(keys))
        {
            // Also without a key file: who needs which key is told by it.
            services.AddSqliteGrainStorage(GridStorage.Keys, keys, erasesForGood: true);
        }

        if (keyFile is not null)
        {
            services.AddEncryptionAtRest(keyFile);
        }

        return services;
    }
}
