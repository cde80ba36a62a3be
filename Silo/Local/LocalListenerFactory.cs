using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Local;

/// <summary>
/// Where a local silo listens: for clients on a Unix-domain socket, if it has one, and for other silos nowhere, because a local cluster
/// has one member.
/// </summary>
/// <param name="gatewaySocket">Path of the socket; null: no client can connect.</param>
internal sealed class LocalListenerFactory(string? gatewaySocket, ILoggerFactory loggers) : IConnectionListenerFactory
{
    /// <exception cref="SocketException">The socket cannot be made: its path is too long, or its folder cannot be written.</exception>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        if (gatewaySocket is null || !LocalEndpoints.Gateway.Equals(endpoint))
        {
            return ValueTask.FromResult<IConnectionListener>(new NoListener(endpoint));
        }

        var options = Microsoft.Extensions.Options.Options.Create(new SocketTransportOptions { CreateBoundListenSocket = Bind });
        return new SocketTransportFactory(options, loggers).BindAsync(new UnixDomainSocketEndPoint(gatewaySocket), cancellationToken);
    }

    private static Socket Bind(EndPoint endpoint)
    {
        var path = endpoint.ToString()!;

        // A process that was killed leaves its socket behind, and a name is bound once.
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(endpoint);
            if (!OperatingSystem.IsWindows())
            {
                // Before it listens: nobody else can have connected.
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
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
