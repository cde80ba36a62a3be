using System.Reflection;
using FaceGrid.Silo.Clients;
using FaceGrid.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;

namespace FaceGrid.Silo.Local;

/// <summary>
/// A cluster of one silo within this process. It opens no TCP port: other processes get in through a Unix-domain socket, if there is one,
/// and else not at all.
/// </summary>
public sealed class LocalSilo : IAsyncDisposable
{
    private static readonly TimeSpan DisposeDeadline = TimeSpan.FromSeconds(30);

    private readonly IHost _host;
    private int _stopped;

    private LocalSilo(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IGrainFactory GrainFactory => Services.GetRequiredService<IGrainFactory>();

    /// <summary>What this host is, for logs and <c>--version</c>.</summary>
    public string Description => $"Orleans {OrleansVersion}: one silo in this process";

    private static string OrleansVersion =>
        typeof(Grain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>
    /// Starts a silo with the grain classes of <paramref name="grainAssemblies"/>. Hosted services among the registered ones start after
    /// it.
    /// </summary>
    /// <param name="configure">Registers what the grains need: stores (keyed <c>IGrainStorage</c>), options, lanes, reminders.</param>
    /// <param name="gatewaySocket">
    /// Path of a Unix-domain socket for clients (<see cref="LocalSiloClient"/>), which this user alone can open; 103 bytes at most. Null:
    /// no other process can connect. What lies there is replaced.
    /// </param>
    /// <exception cref="Vision.BadInputException">A store is unusable.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The socket cannot be made.</exception>
    public static async Task<LocalSilo> StartAsync(
        Action<IServiceCollection> configure,
        IEnumerable<Assembly> grainAssemblies,
        CancellationToken cancellationToken = default,
        string? gatewaySocket = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var host = Build(configure, [.. grainAssemblies], gatewaySocket);
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new LocalSilo(host);
        }
        catch
        {
            await DisposeAsync(host).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Ends all activations, so that every OnDeactivateAsync has run, then the services. What is not done at the deadline is left.
    /// </summary>
    public async Task StopAsync(TimeSpan deadline)
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            using var source = new CancellationTokenSource(deadline);
            await _host.StopAsync(source.Token).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(DisposeDeadline).ConfigureAwait(false);
        await DisposeAsync(_host).ConfigureAwait(false);
    }

    private static IHost Build(Action<IServiceCollection> configure, Assembly[] assemblies, string? gatewaySocket)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });

        // The process belongs to whoever embeds the silo: no handling of Ctrl-C here.
        builder.Services.RemoveAll<IHostLifetime>();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(LocalEndpoints.SiloPort, gatewaySocket is null ? 0 : LocalEndpoints.GatewayPort);
            silo.UseLocalTransport(gatewaySocket);
            silo.Services.AddSerializer(serializer => Array.ForEach([.. assemblies, typeof(LocalSilo).Assembly], a => serializer.AddAssembly(a)));
            configure(silo.Services);
        });
        return builder.Build();
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
