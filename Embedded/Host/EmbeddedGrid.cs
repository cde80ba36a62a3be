using System.Reflection;
using FaceGrid.Embedded.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;
using Orleans.Timers;

namespace FaceGrid.Embedded;

/// <summary>
/// Runs grain classes in this process, without Orleans: one process, no network, no cluster. Messages are handed over, not copied,
/// so they must be immutable. docs/adr/0001 says why it exists and what it may never become.
/// </summary>
public sealed class EmbeddedGrid : IAsyncDisposable
{
    private static readonly TimeSpan DisposeDeadline = TimeSpan.FromSeconds(30);

    private readonly IHost host;
    private int stopped;

    private EmbeddedGrid(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public IGrainFactory GrainFactory => Services.GetRequiredService<IGrainFactory>();

    /// <summary>What this host is, for logs and <c>--version</c>.</summary>
    public string Description => "embedded: one process, no cluster";

    /// <summary>Starts a grid with the grain classes of <paramref name="grainAssemblies"/>. Hosted services among the registered ones start after it.</summary>
    /// <param name="configure">Registers what the grains need: stores (keyed <c>IGrainStorage</c>), options, lanes. It may replace <see cref="TimeProvider"/>.</param>
    public static async Task<EmbeddedGrid> StartAsync(
        Action<IServiceCollection> configure,
        IEnumerable<Assembly> grainAssemblies,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        AddGrid(builder.Services, new GrainAssemblies([.. grainAssemblies]));
        configure(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new EmbeddedGrid(host);
        }
        catch
        {
            await DisposeAsync(host).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Ends all activations, so that every OnDeactivateAsync has run, then the services. What is not done at the deadline is left; calls
    /// made later get a <see cref="SiloUnavailableException"/>.
    /// </summary>
    public async Task StopAsync(TimeSpan deadline)
    {
        if (Interlocked.Exchange(ref stopped, 1) == 0)
        {
            using var source = new CancellationTokenSource(deadline);
            await host.StopAsync(source.Token).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(DisposeDeadline).ConfigureAwait(false);
        await DisposeAsync(host).ConfigureAwait(false);
    }

    private static void AddGrid(IServiceCollection services, GrainAssemblies assemblies)
    {
        // The process belongs to whoever embeds the grid: no handling of Ctrl-C here.
        services.RemoveAll<IHostLifetime>();
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(assemblies);
        services.AddSingleton<GridEngine>();
        services.AddSingleton<IClusterClient>(s => s.GetRequiredService<GridEngine>().Factory);
        services.AddSingleton<IGrainFactory>(s => s.GetRequiredService<GridEngine>().Factory);
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddTransient<IGrainContext>(_ => ActivationContext.Current!);
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<ReminderService>();
        services.AddSingleton<IReminderRegistry>(s => s.GetRequiredService<ReminderService>());
        services.AddHostedService<GridService>();
        services.AddHostedService(s => s.GetRequiredService<ReminderService>());
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            host.Dispose();
        }
    }
}
