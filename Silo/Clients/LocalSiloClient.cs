using System.Net.Sockets;
using System.Reflection;
using FaceGrid.Silo.Hosting;
using FaceGrid.Silo.Local;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;

namespace FaceGrid.Silo.Clients;

/// <summary>A client of a <see cref="LocalSilo"/> in another process of this machine and this user.</summary>
/// <remarks>
/// When that process ends, every call under way and every later one throws <see cref="ConnectionResetException"/>: whether the silo
/// executed it is unknown. A silo that is shutting down refuses calls with <see cref="SiloUnavailableException"/>: those were not executed.
/// </remarks>
public sealed class LocalSiloClient : IAsyncDisposable
{
    /// <summary>Long, as within one process: a late answer is still coming. If the silo's process ends, the connection breaks.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromMinutes(5);

    private readonly IHost _host;
    private readonly SiloConnectionWatch _connection;

    private LocalSiloClient(IHost host, SiloConnectionWatch connection)
    {
        _host = host;
        _connection = connection;
    }

    /// <summary>Creates references to the silo's grains.</summary>
    public IGrainFactory GrainFactory => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>True until the connection to the silo breaks.</summary>
    public bool IsConnected => !_connection.IsLost;

    /// <summary>Connects to the silo that listens at a socket.</summary>
    /// <param name="socket">Path of the silo's socket.</param>
    /// <param name="interfaces">Assemblies with the grain interfaces and their messages.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>Null: no silo listens at the socket, or its process ended during the attempt.</returns>
    public static async Task<LocalSiloClient?> TryConnectAsync(
        string socket, IEnumerable<Assembly> interfaces, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(socket);
        if (!await IsListening(socket, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var connection = new SiloConnectionWatch();
        var host = Build(socket, [.. interfaces], connection);
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new LocalSiloClient(host, connection);
        }
        catch (Exception exception)
        {
            host.Dispose();
            if (exception is OrleansException or SocketException or ConnectionResetException)
            {
                return null;
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
    }

    /// <summary>True if a process listens at the socket; much faster than starting a client that cannot connect.</summary>
    private static async Task<bool> IsListening(string socket, CancellationToken cancellationToken)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await probe.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IHost Build(string socket, Assembly[] assemblies, SiloConnectionWatch connection)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.RemoveAll<IHostLifetime>();
        builder.Services.AddSingleton<IHostLifetime, NullHostLifetime>();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(LocalEndpoints.GatewayPort);
            client.UseLocalTransport(socket);
            client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = ResponseTimeout);
            client.AddClusterConnectionLostHandler((_, _) => connection.Lost());
            client.AddOutgoingGrainCallFilter(connection);
            client.Services.AddSerializer(
                serializer => Array.ForEach([.. assemblies, typeof(LocalSilo).Assembly], a => serializer.AddAssembly(a)));
        });
        return builder.Build();
    }
}
