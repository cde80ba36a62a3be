using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;

namespace FaceGrid.Silo;

/// <summary>
/// A silo of its own in this process, reachable on the loopback interface only: what the command line runs on where Orleans can be had.
/// Members are those of <c>FaceGrid.Embedded.EmbeddedGrid</c>, so that callers choose between the two in one place.
/// </summary>
public sealed class LocalSilo : IAsyncDisposable
{
    private const int Attempts = 5;

    private static readonly TimeSpan DisposeDeadline = TimeSpan.FromSeconds(30);

    private readonly IHost host;
    private int stopped;

    private LocalSilo(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public IGrainFactory GrainFactory => Services.GetRequiredService<IGrainFactory>();

    /// <summary>What this host is, for logs and <c>--version</c>.</summary>
    public string Description => $"Orleans {OrleansVersion}: one silo on localhost";

    private static string OrleansVersion =>
        typeof(Grain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Starts a silo with the grain classes of <paramref name="grainAssemblies"/>. Hosted services among the registered ones start after it.</summary>
    /// <param name="configure">Registers what the grains need: stores (keyed <c>IGrainStorage</c>), options, lanes. Called anew for each attempt to get free ports.</param>
    public static async Task<LocalSilo> StartAsync(
        Action<IServiceCollection> configure,
        IEnumerable<Assembly> grainAssemblies,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var assemblies = grainAssemblies.ToArray();
        for (var attempt = 1; ; attempt++)
        {
            var (siloPort, gatewayPort) = FreePorts();
            var host = Build(configure, assemblies, siloPort, gatewayPort);
            try
            {
                await host.StartAsync(cancellationToken).ConfigureAwait(false);
                return new LocalSilo(host);
            }
            catch (Exception exception)
            {
                await DisposeAsync(host).ConfigureAwait(false);

                // Somebody took a port between our look and the silo's.
                if (attempt == Attempts || !IsPortTaken(exception))
                {
                    throw;
                }
            }
        }
    }

    /// <summary>
    /// Ends all activations, so that every OnDeactivateAsync has run, then the services. What is not done at the deadline is left.
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

    private static IHost Build(Action<IServiceCollection> configure, Assembly[] assemblies, int siloPort, int gatewayPort)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });

        // The process belongs to whoever embeds the silo: no handling of Ctrl-C here.
        builder.Services.RemoveAll<IHostLifetime>();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort);
            silo.Services.AddSerializer(serializer => Array.ForEach(assemblies, a => serializer.AddAssembly(a)));
            silo.AddReminders();
            configure(silo.Services);
            if (!silo.Services.Any(s => s.ServiceType == typeof(IReminderTable)))
            {
                // Until a table is registered, reminders end with the process.
                silo.UseInMemoryReminderService();
            }
        });
        return builder.Build();
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var two = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        two.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)two.LocalEndpoint).Port);
    }

    private static bool IsPortTaken(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || e is NetworkInformationException)
            {
                return true;
            }

            if (e is AggregateException { InnerExceptions: var several } && several.Any(IsPortTaken))
            {
                return true;
            }
        }

        return false;
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
