using System.Net;
using System.Net.Sockets;
using FaceGrid.Vision.Files;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Local;

/// <summary>
/// Listeners of a local silo: a Unix-domain socket for clients, if it has one, and none for other silos, because a local cluster has one
/// member.
/// </summary>
/// <param name="gatewaySocket">Path of the socket; null: no client can connect.</param>
internal sealed class LocalListenerFactory(string? gatewaySocket, ILoggerFactory loggers) : IConnectionListenerFactory
{
    /// <summary>Binds the gateway's endpoint to the socket and every other endpoint to a listener without connections.</summary>
    /// <exception cref="SocketException">The socket cannot be created: its path is too long, or its folder cannot be written.</exception>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        if (gatewaySocket is null || !LocalEndpoints.Gateway.Equals(endpoint))
        {
            return ValueTask.FromResult<IConnectionListener>(new NullConnectionListener(endpoint));
        }

        var options = Microsoft.Extensions.Options.Options.Create(new SocketTransportOptions { CreateBoundListenSocket = Bind });
        return new SocketTransportFactory(options, loggers).BindAsync(new UnixDomainSocketEndPoint(gatewaySocket), cancellationToken);
    }

    private static Socket Bind(EndPoint endpoint)
    {
        var path = endpoint.ToString()!;

        // A killed process leaves its socket file behind, and a path cannot be bound twice.
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(endpoint);
            if (!OperatingSystem.IsWindows())
            {
                // Before the socket listens, so that no other user can have connected.
                File.SetUnixFileMode(path, OwnerOnly.FileMode);
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
