using Azure.Data.Tables;
using Azure.Storage.Blobs;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Options;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Silo.Storage;

/// <summary>Where state, reminders and blobs are kept, by the options.</summary>
internal static class StorageSetup
{
    /// <summary>What grains do not ask for by name.</summary>
    private const string Inner = GridStorage.Name + "-outside";

    public static ISiloBuilder UseStorage(this ISiloBuilder silo, SiloOptions options)
    {
        silo.AddReminders();
        var serializer = new JsonStateSerializer();
        switch (options.Storage.Provider)
        {
            case Providers.Postgres:
                var database = options.Storage.Resolve();
                silo.AddAdoNetGrainStorage(Inner, o =>
                {
                    (o.Invariant, o.ConnectionString) = (ClusteringSetup.PostgresInvariant, database);
                    o.GrainStorageSerializer = serializer;

                    // Who was removed leaves no row behind.
                    o.DeleteStateOnClear = true;
                });
                silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (ClusteringSetup.PostgresInvariant, database));
                break;
            case Providers.Azure:
                var connection = options.Storage.Resolve();
                var blobs = new BlobServiceClient(connection);
                silo.AddAzureBlobGrainStorage(Inner, o =>
                {
                    o.BlobServiceClient = blobs;
                    o.ContainerName = options.Storage.Container;
                    o.GrainStorageSerializer = serializer;
                });
                silo.UseAzureTableReminderService(o => o.TableServiceClient = new TableServiceClient(connection));
                break;
            default:
                silo.Services.AddSqliteGrainStorage(GridStorage.Name, options.Storage.Path!);
                silo.Services.AddSqliteReminders(options.Storage.Path!);
                break;
        }

        if (options.Storage.Provider != Providers.Sqlite)
        {
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                GridStorage.Name, (services, _) => new SpokenForStorage(services.GetRequiredKeyedService<IGrainStorage>(Inner)));
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
