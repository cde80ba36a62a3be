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
/// A cluster of one silo within this process. It opens no TCP port: other processes connect through a Unix-domain socket, if one is
/// configured.
/// </summary>
public sealed class LocalSilo : IAsyncDisposable
{
    private static readonly TimeSpan DisposeDeadline = TimeSpan.FromSeconds(30);

    private readonly IHost _host;
    private int _stopped;

    private LocalSilo(IHost host) => _host = host;

    /// <summary>The silo's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Creates references to the silo's grains.</summary>
    public IGrainFactory GrainFactory => Services.GetRequiredService<IGrainFactory>();

    /// <summary>Orleans' version and the kind of host, for logs and <c>--version</c>.</summary>
    public string Description => $"Orleans {OrleansVersion}: one silo in this process";

    private static string OrleansVersion =>
        typeof(Grain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>
    /// Starts a silo with the grain classes of <paramref name="grainAssemblies"/>. Registered hosted services start after it.
    /// </summary>
    /// <param name="configure">Registers services of the grains: stores (keyed <c>IGrainStorage</c>), options, lanes, reminders.</param>
    /// <param name="grainAssemblies">Assemblies with grain classes.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <param name="gatewaySocket">
    /// Path of a Unix-domain socket for clients (<see cref="LocalSiloClient"/>), which only this user can open; at most 103 bytes. An
    /// existing file is replaced. Null: no other process can connect.
    /// </param>
    /// <exception cref="Vision.BadInputException">A store is unusable.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The socket cannot be created.</exception>
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
    /// Deactivates all grains, so that every OnDeactivateAsync has run, then stops the services. Work that is not finished within
    /// <paramref name="deadline"/> is abandoned.
    /// </summary>
    public async Task StopAsync(TimeSpan deadline)
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            using var source = new CancellationTokenSource(deadline);
            await _host.StopAsync(source.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the silo, within 30 s, if it runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(DisposeDeadline).ConfigureAwait(false);
        await DisposeAsync(_host).ConfigureAwait(false);
    }

    private static IHost Build(Action<IServiceCollection> configure, Assembly[] assemblies, string? gatewaySocket)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });

        // The process that embeds the silo handles Ctrl-C.
        builder.Services.RemoveAll<IHostLifetime>();
        builder.Services.AddSingleton<IHostLifetime, NullHostLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(LocalEndpoints.SiloPort, gatewaySocket is null ? 0 : LocalEndpoints.GatewayPort);
            silo.UseLocalTransport(gatewaySocket);
            silo.Services.AddSerializer(
                serializer => Array.ForEach([.. assemblies, typeof(LocalSilo).Assembly], a => serializer.AddAssembly(a)));
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
