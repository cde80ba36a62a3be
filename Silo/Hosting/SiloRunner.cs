using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Visualization;
using FaceGrid.Silo.Database;
using FaceGrid.Silo.Devices;
using FaceGrid.Silo.Encryption;
using FaceGrid.Silo.Local;
using FaceGrid.Silo.Options;
using FaceGrid.Silo.Storage;
using FaceGrid.Silo.Storage.Sqlite;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Silo.Hosting;

/// <summary>Runs a silo of a cluster in this process, and prepares the cluster's database.</summary>
public static class SiloRunner
{
    /// <summary>Joins the cluster and serves until cancelled; then drains.</summary>
    /// <param name="settings">Options, models and device of the silo.</param>
    /// <param name="ready">Called once the silo has joined.</param>
    /// <param name="cancellationToken">Starts the draining.</param>
    /// <exception cref="BadInputException">An option is unusable, or the other silos have declared this one dead.</exception>
    /// <exception cref="DataFolderInUseException">Another process uses the SQLite file's folder.</exception>
    /// <exception cref="GridRequestException">The SQLite store has stopped after a failed write or flush of the disk.</exception>
    public static async Task Run(SiloRunSettings settings, Action<SiloReady> ready, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(ready);
        OwnerOnly.CreateFolder(settings.Data);
        var options = Read(settings);
        using var folder = ClaimFolder(options, settings.Warn);
        using var encoders = new CatalogEncoderSource(settings.Catalog, settings.Device, settings.Threads, TimeProvider.System);
        if (options.Roles != SiloRoles.Control)
        {
            // Before requests arrive, because reading weights and initialising libtorch take seconds.
            var model = settings.Catalog.Find(settings.Model).Encoder.Version;
            await Task.Run(() => encoders.Load(model), cancellationToken);
        }

        var device = JobDevices.Create(new JobsFolder(settings.Data), settings.Catalog, settings.Device, settings.Threads, settings.Warn);
        using var features = new CatalogFeatureNetwork(settings.Catalog, settings.Device, device.Lane);
        await using var silo = await ClusterSilo.StartAsync(
            options,
            services =>
            {
                services.AddSingleton<IEncoderSource>(encoders);
                services.AddSingleton(device);
                services.AddSingleton<IFeatureNetworkSource>(features);
                services.AddSingleton<IFeatureImageSource, BlobFeatureImages>();
            },
            [typeof(IdentityGrain).Assembly],
            cancellationToken);
        if (!options.Tls.IsSet)
        {
            settings.Warn("silo: without TLS, everyone who can connect to the gateway port is the administrator of all tenants");
        }

        var endpoints = options.Endpoints;
        ready(new SiloReady(
            options.ClusterId,
            options.RoleNames(),
            endpoints.AdvertisedAddress,
            endpoints.SiloPort,
            endpoints.GatewayPort,
            endpoints.HealthPort));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silo.Ended);
        var stopped = StoppedStore.Of(silo.Services);
        await Task.WhenAny(stopped, Task.Delay(Timeout.Infinite, end.Token));
        if (stopped.IsCompleted)
        {
            throw await stopped;
        }

        if (!cancellationToken.IsCancellationRequested)
        {
            throw new BadInputException("silo", "the other silos have declared this silo dead; restart it");
        }

        settings.Warn("silo: draining");
        await silo.StopAsync();
        JobDevices.Dispose(device);
    }

    /// <summary>Creates or updates the tables in the PostgreSQL databases that the options name.</summary>
    /// <returns>The schema version.</returns>
    /// <exception cref="BadInputException">The options name no database, or a database cannot be reached.</exception>
    public static async Task<int> InitDatabase(SiloRunSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = Read(settings);
        List<ConnectionOptions> databases = [];
        if (options.Clustering.Provider == ClusteringProvider.Postgres)
        {
            databases.Add(options.Clustering);
        }

        if (options.Storage.Provider == StorageProvider.Postgres)
        {
            databases.Add(options.Storage);
        }

        if (options.Encryption.HasDatabase)
        {
            databases.Add(options.Encryption);
        }

        if (databases.Count == 0)
        {
            throw new BadInputException(
                "silo init-db", "neither Silo:Clustering nor Silo:Storage is on postgres; name the database with --postgres");
        }

        foreach (var database in databases.DistinctBy(d => d.Resolve()))
        {
            await PostgresSchema.Apply(database.Resolve(), cancellationToken);
        }

        return PostgresSchema.Version;
    }

    /// <summary>The SQL that <see cref="InitDatabase"/> applies.</summary>
    public static Task<string> Schema(CancellationToken cancellationToken) => PostgresSchema.Script(cancellationToken);

    /// <summary>With SQLite: claims the folder of the store and chooses its key file, before models are loaded.</summary>
    /// <exception cref="DataFolderInUseException">Another process uses the folder.</exception>
    private static DataFolderLock? ClaimFolder(SiloOptions options, Action<string> notice)
    {
        if (options.Storage.Provider != StorageProvider.Sqlite)
        {
            return null;
        }

        var store = options.Storage.Path!;
        var claim = DataFolderLock.Acquire(Path.GetDirectoryName(RealPath.Of(store))!);
        try
        {
            var encryption = options.Encryption;
            encryption.KeyFile = LocalKeyFile.Select(store, new LocalEncryption(encryption.KeyFile, encryption.Declined, notice));
            return claim;
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <summary>Without configured storage, state and blobs are files in the data folder.</summary>
    private static SiloOptions Read(SiloRunSettings settings) => SiloOptionsReader.Read(
        [
            KeyValuePair.Create("Storage:Path", (string?)Path.Combine(settings.Data, "grains.db")),
            KeyValuePair.Create("Blobs:Path", (string?)Path.Combine(settings.Data, "blobs")),
        ],
        settings.Config,
        settings.Flags);
}
