using System.Net;
using System.Net.Sockets;
using System.Reflection;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces.Limits;
using FaceGrid.Grains.Jobs;
using FaceGrid.Silo.Authority;
using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Database;
using FaceGrid.Silo.Health;
using FaceGrid.Silo.Local;
using FaceGrid.Silo.Options;
using FaceGrid.Silo.Placement;
using FaceGrid.Silo.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Dashboard;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Serialization;

namespace FaceGrid.Silo.Hosting;

/// <summary>One silo of a cluster, configured by <see cref="SiloOptions"/>: joins, serves grain calls, drains.</summary>
public sealed class ClusterSilo : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly SiloOptions _options;
    private int _stopped;

    private ClusterSilo(WebApplication host, SiloOptions options)
    {
        _host = host;
        _options = options;
    }

    /// <summary>The silo's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Cancelled when the silo has stopped without <see cref="StopAsync"/>: the other silos declared it dead.</summary>
    public CancellationToken Ended => Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped;

    /// <summary>Starts the silo and waits until it is a member of its cluster.</summary>
    /// <param name="options">The silo's options, which are validated.</param>
    /// <param name="configure">Registers the services that grains need beside storage: encoders, engines.</param>
    /// <param name="grainAssemblies">Assemblies with grain classes.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="Vision.BadInputException">An option, a file or the database is unusable.</exception>
    public static async Task<ClusterSilo> StartAsync(
        SiloOptions options,
        Action<IServiceCollection> configure,
        IEnumerable<Assembly> grainAssemblies,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(configure);
        SiloOptionsValidator.Validate(options);
        foreach (var connection in new ConnectionOptions?[]
        {
            options.Clustering.Provider == ClusteringProvider.Postgres ? options.Clustering : null,
            options.Storage.Provider == StorageProvider.Postgres ? options.Storage : null,
        }.OfType<ConnectionOptions>().DistinctBy(c => c.Resolve()))
        {
            await PostgresSchema.Check(connection.Resolve(), cancellationToken);
        }

        PortAvailability.Require(options.Endpoints);
        var state = new SiloState();
        var host = Build(options, configure, [.. grainAssemblies], state);
        try
        {
            await host.StartAsync(cancellationToken);
            state.Joined();
            return new ClusterSilo(host, options);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Leaves the cluster: readiness turns false, running job steps store their checkpoints, and all grains are deactivated. The other
    /// silos take over work that is not finished within <see cref="SiloOptions.ShutdownSeconds"/>.
    /// </summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            Services.GetRequiredService<SiloState>().Draining();
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(_options.ShutdownSeconds));
            await _host.StopAsync(deadline.Token);
        }
    }

    /// <summary>Stops the silo if it runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _host.DisposeAsync();
    }

    private static WebApplication Build(SiloOptions options, Action<IServiceCollection> configure, Assembly[] assemblies, SiloState state)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();

        // The command handles signals, not the host.
        builder.Services.RemoveAll<IHostLifetime>();
        builder.Services.AddSingleton<IHostLifetime, NullHostLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(state);
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Limits));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<ShardOptions>(options.Shards.ApplyTo);
        ConfigureLogging(builder.Logging, options.LogFormat);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(HealthAddress(options.Endpoints), options.Endpoints.HealthPort));
        Telemetry.AddTo(builder.Services);
        var dashboard = options.Dashboard.Enabled ? new DashboardAccess(options.Dashboard.PasswordFile!) : null;
        builder.UseOrleans(silo =>
        {
            ConfigureSilo(silo, options, assemblies);
            if (dashboard is not null)
            {
                silo.AddDashboard(o => o.HideTrace = true);
            }

            configure(silo.Services);
        });
        var app = builder.Build();
        app.MapHealth(state);
        if (dashboard is not null)
        {
            app.Use(dashboard.Guard);
            app.MapOrleansDashboard(DashboardAccess.Path);
        }

        return app;
    }

    private static void ConfigureSilo(ISiloBuilder silo, SiloOptions options, Assembly[] assemblies)
    {
        silo.UseClustering(options);
        silo.UseStorage(options);
        silo.UseSiloMetadata(SiloDirectory.Metadata(options.Roles));
        var identities = options.Tls.IsSet ? new TlsIdentitySource(options.Tls, TimeProvider.System) : null;
        if (identities is not null)
        {
            TlsSetup.RequireRole(identities.Current, options.Tls, isSilo: true);
            silo.UseTls(identities);
        }

        silo.UseAuthority(identities, options.ClusterId);
        silo.Configure<Orleans.Configuration.SiloMessagingOptions>(o =>
            (o.MaxMessageBodySize, o.MaxMessageHeaderSize) = (MessageLimits.MessageBytes, MessageLimits.HeaderBytes));
        silo.AddActivityPropagation();
        silo.Services.AddSerializer(
            serializer => Array.ForEach([.. assemblies, typeof(LocalSilo).Assembly], a => serializer.AddAssembly(a)));
        silo.Services.AddSingleton<SiloDirectory>();
        silo.Services.AddSingleton<IJobSlots, ClusterJobSlots>();
        silo.Services.AddSingleton<IGrainPropertiesProvider, RoleProperties>();
        silo.Services.AddPlacementFilter<RoleFilterStrategy, RoleFilterDirector>(ServiceLifetime.Transient);
        silo.SpreadShards();
    }

    private static IPAddress HealthAddress(EndpointOptions endpoints)
    {
        var address = IPAddress.Parse(endpoints.AdvertisedAddress);
        return IPAddress.IsLoopback(address) ? address
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any
            : IPAddress.Any;
    }

    private static void ConfigureLogging(ILoggingBuilder logging, LogFormat format)
    {
        const string Time = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        logging.SetMinimumLevel(LogLevel.Warning).AddFilter("FaceGrid", LogLevel.Information);
        if (format == LogFormat.Json)
        {
            logging.AddJsonConsole(o => (o.TimestampFormat, o.UseUtcTimestamp) = (Time.TrimEnd(), true));
        }
        else
        {
            logging.AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat, o.UseUtcTimestamp) = (true, Time, true));
        }

        var console = logging.Services.Single(s => s.ServiceType == typeof(ILoggerProvider));
        logging.Services.Remove(console);
        logging.Services.AddSingleton<ILoggerProvider>(services => new PseudonymLoggerProvider(
            (ILoggerProvider)ActivatorUtilities.CreateInstance(services, console.ImplementationType!)));
    }
}
