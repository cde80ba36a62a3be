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

/// <summary>Where state, reminders and blobs are kept, by the options.</summary>
internal static class StorageSetup
{
    /// <summary>What grains do not ask for by name.</summary>
    private const string Outside = "-outside";

    public static ISiloBuilder UseStorage(this ISiloBuilder silo, SiloOptions options)
    {
        silo.AddReminders();

        // A store of keys without a key file means that people are encrypted whom nobody here can read: enrolments would be refused.
        string[] stores = options.Encryption.KeyFile is null ? [GridStorage.Name] : [GridStorage.Name, GridStorage.Keys];
        var serializer = new JsonStateSerializer();
        switch (options.Storage.Provider)
        {
            case Providers.Postgres:
                var database = options.Storage.Resolve();
                var keyDatabase = options.Encryption.HasDatabase ? options.Encryption.Resolve() : database;
                foreach (var name in stores)
                {
                    silo.AddAdoNetGrainStorage(name + Outside, o =>
                    {
                        (o.Invariant, o.ConnectionString) = (ClusteringSetup.PostgresInvariant, name == GridStorage.Keys ? keyDatabase : database);
                        o.GrainStorageSerializer = serializer;

                        // Who was removed leaves no row behind.
                        o.DeleteStateOnClear = true;
                    });
                }

                silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (ClusteringSetup.PostgresInvariant, database));
                break;
            case Providers.Azure:
                var connection = options.Storage.Resolve();
                var blobs = new BlobServiceClient(connection);
                foreach (var name in stores)
                {
                    silo.AddAzureBlobGrainStorage(name + Outside, o =>
                    {
                        o.BlobServiceClient = blobs;

                        // Keys in a container of their own: a copy of the other holds none.
                        o.ContainerName = options.Storage.Container + (name == GridStorage.Keys ? "-keys" : "");
                        o.GrainStorageSerializer = serializer;
                    });
                }

                silo.UseAzureTableReminderService(o => o.TableServiceClient = new TableServiceClient(connection));
                break;
            default:
                silo.Services.AddSqliteGrainStorage(GridStorage.Name, options.Storage.Path!);
                var keyStore = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Storage.Path!))!, "keys.db");
                if (options.Encryption.KeyFile is not null || File.Exists(keyStore))
                {
                    silo.Services.AddSqliteGrainStorage(GridStorage.Keys, keyStore, erasesForGood: true);
                }

                silo.Services.AddSqliteReminders(options.Storage.Path!);
                break;
        }

        if (options.Storage.Provider != Providers.Sqlite)
        {
            foreach (var name in stores)
            {
                silo.Services.AddKeyedSingleton<IGrainStorage>(
                    name, (services, _) => new SpokenForStorage(services.GetRequiredKeyedService<IGrainStorage>(name + Outside)));
            }
        }

        if (options.Encryption.KeyFile is { } keys)
        {
            silo.Services.AddEncryptionAtRest(keys);
        }

        if (options.Blobs.Provider == Providers.Azure)
        {
            var container = new BlobContainerClient(options.Blobs.Resolve(), options.Blobs.Container);
            silo.Services.AddSingleton<IBlobStore>(new AzureBlobStore(container));
        }
        else
        {
            silo.Services.AddSingleton<IBlobStore>(new FileBlobStore(options.Blobs.Path!, TimeProvider.System));
        }

        return silo;
    }
}
