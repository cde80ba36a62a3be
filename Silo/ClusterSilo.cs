using System.Reflection;
using FaceGrid.Grains.Jobs;
using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Database;
using FaceGrid.Silo.Health;
using FaceGrid.Silo.Options;
using FaceGrid.Silo.Placement;
using FaceGrid.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Serialization;

namespace FaceGrid.Silo;

/// <summary>One silo of a cluster, by its <see cref="SiloOptions"/>: joins, answers, drains.</summary>
public sealed class ClusterSilo : IAsyncDisposable
{
    private readonly IHost host;
    private readonly HealthServer? health;
    private readonly SiloOptions options;
    private int stopped;

    private ClusterSilo(IHost host, HealthServer? health, SiloOptions options)
    {
        this.host = host;
        this.health = health;
        this.options = options;
    }

    public IServiceProvider Services => host.Services;

    public IGrainFactory GrainFactory => Services.GetRequiredService<IGrainFactory>();

    /// <summary>Cancelled when the silo has ended by itself: the others declared it dead.</summary>
    public CancellationToken Ended => Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped;

    /// <summary>Starts the silo and waits until it is a member of its cluster.</summary>
    /// <param name="configure">Registers what grains need beside storage: encoders, engines.</param>
    /// <exception cref="Vision.BadInputException">An option, a file or the database is unusable.</exception>
    public static async Task<ClusterSilo> StartAsync(
        SiloOptions options, Action<IServiceCollection> configure, IEnumerable<Assembly> grainAssemblies, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(configure);
        SiloOptionsValidator.Validate(options);
        foreach (var connection in new ConnectionOptions?[]
        {
            options.Clustering.Provider == Providers.Postgres ? options.Clustering : null,
            options.Storage.Provider == Providers.Postgres ? options.Storage : null,
        }.OfType<ConnectionOptions>().DistinctBy(c => c.Resolve()))
        {
            await PostgresSchema.Check(connection.Resolve(), cancellationToken);
        }

        var state = new SiloState();
        var health = options.Endpoints.HealthPort == 0 ? null : await HealthServer.Start(options, state, cancellationToken);
        IHost? host = null;
        try
        {
            host = Build(options, configure, [.. grainAssemblies], state);
            await host.StartAsync(cancellationToken);
            state.Joined();
            return new ClusterSilo(host, health, options);
        }
        catch
        {
            host?.Dispose();
            if (health is not null)
            {
                await health.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>
    /// Leaves the cluster: readiness turns false, running steps store their checkpoints, activations end and move, then the process may go.
    /// What is not done within <see cref="SiloOptions.ShutdownSeconds"/> is left to the others.
    /// </summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref stopped, 1) == 0)
        {
            Services.GetRequiredService<SiloState>().Draining();
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.ShutdownSeconds));
            await host.StopAsync(deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        if (health is not null)
        {
            await health.DisposeAsync();
        }
    }

    private static IHost Build(SiloOptions options, Action<IServiceCollection> configure, Assembly[] assemblies, SiloState state)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });

        // Signals are the command's.
        builder.Services.RemoveAll<IHostLifetime>();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(state);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Logging.AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            o.UseUtcTimestamp = true;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("FaceGrid", LogLevel.Information);
        builder.UseOrleans(silo =>
        {
            silo.UseClustering(options);
            silo.UseStorage(options);
            silo.UseSiloMetadata(new Dictionary<string, string> { [SiloDirectory.RolesKey] = string.Join(',', options.RoleNames()) });
            if (options.Tls.IsSet)
            {
                silo.UseTls(new TlsSetup(options.Tls).Apply);
            }

            silo.AddActivityPropagation();
            silo.Services.AddSerializer(serializer => Array.ForEach(assemblies, a => serializer.AddAssembly(a)));
            silo.Services.AddSingleton<SiloDirectory>();
            silo.Services.AddSingleton<IJobSlots, ClusterJobSlots>();
            silo.Services.AddSingleton<IGrainPropertiesProvider, RoleProperties>();
            silo.Services.AddPlacementFilter<RoleFilterStrategy, RoleFilterDirector>(ServiceLifetime.Transient);
            configure(silo.Services);
        });
        return builder.Build();
    }
}
