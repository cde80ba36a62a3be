using FaceGrid.Client.Cli;
using FaceGrid.Client.Jobs;
using FaceGrid.Client.Models;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Visualization;
using FaceGrid.Silo;
using FaceGrid.Silo.Database;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Client.Hosting;

/// <summary>A silo of a cluster in this process.</summary>
internal static class SiloHost
{
    public static async Task<int> Run(CommandContext context, string? config, IReadOnlyList<KeyValuePair<string, string?>> flags, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(context.Data);
        var options = SiloOptionsReader.Read(Defaults(context), config, flags);
        using var encoders = new CatalogEncoderSource(context.Catalog, context.Device, context.Threads);
        if (options.RoleNames().Any(r => r != SiloRoles.Control))
        {
            // Before anybody waits for it: reading weights and the first use of libtorch take seconds.
            var model = context.Catalog.Find(context.Model).Encoder.Version;
            await Task.Run(() => encoders.Load(model), cancellationToken);
        }

        var device = new StudioContext(context).Device();
        using var features = new SiloVgg(context, device.Lane);
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
        var ends = options.Endpoints;
        context.Output.Result(
            new { options.ClusterId, Roles = options.RoleNames(), ends.AdvertisedAddress, ends.SiloPort, ends.GatewayPort, ends.HealthPort },
            s => $"silo of cluster '{s.ClusterId}' is ready: {string.Join(", ", s.Roles)}; clients at {s.AdvertisedAddress}:{s.GatewayPort}, health at port {s.HealthPort}");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silo.Ended);
        await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellationToken.IsCancellationRequested)
        {
            throw new BadInputException("silo", "the others have declared this silo dead; start it anew");
        }

        await Console.Error.WriteLineAsync("silo: draining");
        await silo.StopAsync();
        device.Lane.Dispose();
        return ExitCodes.Success;
    }

    public static async Task<int> InitDatabase(CommandContext context, string? config, IReadOnlyList<KeyValuePair<string, string?>> flags, CancellationToken cancellationToken)
    {
        var options = SiloOptionsReader.Read(Defaults(context), config, flags);
        List<ConnectionOptions> databases = [];
        if (options.Clustering.Provider == Providers.Postgres)
        {
            databases.Add(options.Clustering);
        }

        if (options.Storage.Provider == Providers.Postgres)
        {
            databases.Add(options.Storage);
        }

        if (options.Encryption.HasDatabase)
        {
            databases.Add(options.Encryption);
        }

        if (databases.Count == 0)
        {
            throw new BadInputException("silo init-db", "neither Silo:Clustering nor Silo:Storage is on postgres; name the database with --postgres");
        }

        foreach (var database in databases.DistinctBy(d => d.Resolve()))
        {
            await PostgresSchema.Apply(database.Resolve(), cancellationToken);
        }

        context.Output.Result(new { SchemaVersion = PostgresSchema.Version }, r => $"the database has schema version {r.SchemaVersion}");
        return ExitCodes.Success;
    }

    public static async Task<int> PrintSchema(CommandContext context, CancellationToken cancellationToken)
    {
        await Console.Out.WriteAsync(await PostgresSchema.Script(cancellationToken));
        return ExitCodes.Success;
    }

    /// <summary>Without any option: one silo on this machine over the local store's own files.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Defaults(CommandContext context) =>
    [
        KeyValuePair.Create("Storage:Path", (string?)Path.Combine(context.Data, "grains.db")),
        KeyValuePair.Create("Blobs:Path", (string?)Path.Combine(context.Data, "blobs")),
    ];
}
