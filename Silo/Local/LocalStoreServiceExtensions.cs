using FaceGrid.Grains.Recognition;
using FaceGrid.Grains.Storage;
using FaceGrid.Silo.Encryption;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace FaceGrid.Silo.Local;

/// <summary>Registers the SQLite store of a data folder and the options that every local silo has.</summary>
public static class LocalStoreServiceExtensions
{
    /// <summary>Adds the grains' state in one SQLite file and the people's keys in another one beside it.</summary>
    /// <param name="store">The SQLite file of the grains' state.</param>
    /// <param name="keyFile">Key-encryption keys; null: newly stored people are not encrypted.</param>
    public static IServiceCollection AddLocalStore(this IServiceCollection services, string store, string? keyFile = null)
    {
        services.AddSingleton(TimeProvider.System);

        // Within one process a late answer means a busy machine, not a lost message: giving up would only waste the work.
        services.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromMinutes(5));
        services.Configure<RecognitionOptions>(o => o.Deadline = TimeSpan.FromMinutes(5));
        services.AddSqliteGrainStorage(GridStorage.Name, store);
        var keys = Path.Combine(Path.GetDirectoryName(store)!, "keys.db");
        if (keyFile is not null || File.Exists(keys))
        {
            // Registered without a key file as well: this store records which person needs which key.
            services.AddSqliteGrainStorage(GridStorage.Keys, keys, erasesForGood: true);
        }

        if (keyFile is not null)
        {
            services.AddEncryptionAtRest(keyFile);
        }

        return services;
    }
}
