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
/// carried it out is not known. A silo about to end refuses calls with <see cref="SiloUnavailableException"/>: those were not carried out.
/// </remarks>
public sealed class LocalSiloClient : IAsyncDisposable
{
    /// <summary>As within one process: an answer that takes long is on its way. If the silo dies, the connection breaks.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromMinutes(5);

    private readonly IHost _host;
    private readonly SiloConnectionWatch _connection;

    private LocalSiloClient(IHost host, SiloConnectionWatch connection)
    {
        _host = host;
        _connection = connection;
    }

    public IGrainFactory GrainFactory => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The silo has not ended yet, as far as this process knows.</summary>
    public bool IsConnected => !_connection.IsLost;

    /// <param name="socket">Path of the silo's socket.</param>
    /// <param name="interfaces">Assemblies with the grain interfaces and their messages.</param>
    /// <returns>Null: no silo listens there, or it ended meanwhile.</returns>
    public static async Task<LocalSiloClient?> TryConnectAsync(
        string socket, IEnumerable<Assembly> interfaces, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(socket);
        if (!await Answers(socket, cancellationToken).ConfigureAwait(false))
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

    /// <summary>Somebody listens at the socket: much quicker than to start a client in vain.</summary>
    private static async Task<bool> Answers(string socket, CancellationToken cancellationToken)
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
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(LocalEndpoints.GatewayPort);
            client.UseLocalTransport(socket);
            client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = ResponseTimeout);
            client.AddClusterConnectionLostHandler((_, _) => connection.Lost());
            client.AddOutgoingGrainCallFilter(connection);
            client.Services.AddSerializer(serializer => Array.ForEach([.. assemblies, typeof(LocalSilo).Assembly], a => serializer.AddAssembly(a)));
        });
        return builder.Build();
    }
}
