using Azure.Data.Tables;
using Azure.Storage.Blobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Storage;
using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Encryption;
using FaceGrid.Silo.Options;
using FaceGrid.Silo.Storage.Blobs;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Silo.Storage;

/// <summary>Configures the stores of grain state, reminders and blobs from <see cref="SiloOptions"/>.</summary>
internal static class StorageSetup
{
    /// <summary>Suffix of the provider's own registration, which <see cref="StorageErrorTranslator"/> wraps under the plain name.</summary>
    private const string InnerSuffix = "-inner";

    /// <summary>Registers all stores.</summary>
    /// <exception cref="Vision.BadInputException">A connection string or the key file cannot be read.</exception>
    public static ISiloBuilder UseStorage(this ISiloBuilder silo, SiloOptions options)
    {
        silo.AddReminders();

        // Without a key file no key store is registered: a key store means that encrypted identities exist, and enrolments would be refused
        // because their keys cannot be unwrapped.
        string[] stores = options.Encryption.KeyFile is null ? [GridStorage.Name] : [GridStorage.Name, GridStorage.Keys];
        switch (options.Storage.Provider)
        {
            case StorageProvider.Postgres:
                UsePostgres(silo, options, stores);
                break;
            case StorageProvider.Azure:
                UseAzure(silo, options, stores);
                break;
            default:
                UseSqlite(silo, options);
                break;
        }

        if (options.Storage.Provider != StorageProvider.Sqlite)
        {
            foreach (var name in stores)
            {
                silo.Services.AddKeyedSingleton<IGrainStorage>(
                    name, (services, _) => new StorageErrorTranslator(services.GetRequiredKeyedService<IGrainStorage>(name + InnerSuffix)));
            }
        }

        if (options.Encryption.KeyFile is { } keys)
        {
            silo.Services.AddEncryptionAtRest(keys);
        }

        if (options.Blobs.Provider == BlobProvider.Azure)
        {
            var container = new BlobContainerClient(options.Blobs.Resolve(), options.Blobs.Container);
            silo.Services.AddSingleton<IBlobStore>(new AzureBlobStore(container));
        }
        else
        {
            silo.Services.AddSingleton<IBlobStore>(new FileBlobStore(options.Blobs.Path!));
        }

        return silo;
    }

    private static void UsePostgres(ISiloBuilder silo, SiloOptions options, IEnumerable<string> stores)
    {
        var serializer = new JsonStateSerializer();
        var database = options.Storage.Resolve();
        var keyDatabase = options.Encryption.HasDatabase ? options.Encryption.Resolve() : database;
        foreach (var name in stores)
        {
            silo.AddAdoNetGrainStorage(name + InnerSuffix, o =>
            {
                o.Invariant = ClusteringSetup.PostgresInvariant;
                o.ConnectionString = name == GridStorage.Keys ? keyDatabase : database;
                o.GrainStorageSerializer = serializer;

                // A removed identity leaves no row behind.
                o.DeleteStateOnClear = true;
            });
        }

        silo.Services.AddSingleton<IStoredIdentities>(new PostgresStoredIdentities(database, options.ServiceId));
        silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (ClusteringSetup.PostgresInvariant, database));
    }

    private static void UseAzure(ISiloBuilder silo, SiloOptions options, IEnumerable<string> stores)
    {
        var serializer = new JsonStateSerializer();
        var connection = options.Storage.Resolve();
        var blobs = new BlobServiceClient(connection);
        foreach (var name in stores)
        {
            silo.AddAzureBlobGrainStorage(name + InnerSuffix, o =>
            {
                o.BlobServiceClient = blobs;

                // Keys are in a separate container, so that a backup of the data contains none.
                o.ContainerName = options.Storage.Container + (name == GridStorage.Keys ? "-keys" : "");
                o.GrainStorageSerializer = serializer;
            });
        }

        silo.Services.AddSingleton<IStoredIdentities>(new AzureStoredIdentities(blobs.GetBlobContainerClient(options.Storage.Container)));
        silo.UseAzureTableReminderService(o => o.TableServiceClient = new TableServiceClient(connection));
    }

    private static void UseSqlite(ISiloBuilder silo, SiloOptions options)
    {
        silo.Services.AddSqliteGrainStorage(GridStorage.Name, options.Storage.Path!);
        var keyStore = SqliteServiceExtensions.KeyStoreOf(options.Storage.Path!);
        if (options.Encryption.KeyFile is not null || File.Exists(keyStore))
        {
            silo.Services.AddSqliteGrainStorage(GridStorage.Keys, keyStore);
        }

        silo.Services.AddSqliteReminders(options.Storage.Path!);
    }
}
