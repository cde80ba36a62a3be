using FaceGrid.Grains.Recognition;
using FaceGrid.Grains.Storage;
using FaceGrid.Silo.Encryption;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace FaceGrid.Silo.Local;

/// <summary>Registers the SQLite store of a data folder and the options that all local silos share.</summary>
public static class LocalStoreServiceExtensions
{
    /// <summary>Stores grain state in one SQLite file, and the identities' keys in <c>keys.db</c> beside it.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="store">The SQLite file of the grain state.</param>
    /// <param name="keyFile">File with key-encryption keys; null: newly stored identities are not encrypted.</param>
    /// <exception cref="Vision.BadInputException">The key file is unusable.</exception>
    public static IServiceCollection AddLocalStore(this IServiceCollection services, string store, string? keyFile = null)
    {
        services.AddSingleton(TimeProvider.System);

        // Within one process a late answer means a busy machine, not a lost message; a short time-out would only waste the work.
        services.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromMinutes(5));
        services.Configure<RecognitionOptions>(o => o.Deadline = TimeSpan.FromMinutes(5));
        services.AddSqliteGrainStorage(GridStorage.Name, store);
        var keys = SqliteServiceExtensions.KeyStoreOf(store);
        if (keyFile is not null || File.Exists(keys))
        {
            // Registered without a key file as well, because this store records which key each identity needs.
            services.AddSqliteGrainStorage(GridStorage.Keys, keys);
        }

        if (keyFile is not null)
        {
            services.AddEncryptionAtRest(keyFile);
        }

        return services;
    }
}
