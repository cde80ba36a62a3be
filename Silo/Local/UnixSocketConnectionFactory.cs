using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Local;

/// <summary>Connects to the Unix-domain socket <paramref name="path"/> and ignores the requested endpoint.</summary>
internal sealed class UnixSocketConnectionFactory(string path, ILoggerFactory loggers) : IConnectionFactory, IDisposable
{
    private readonly SocketConnectionContextFactory _contexts =
        new(new SocketConnectionFactoryOptions(), loggers.CreateLogger<UnixSocketConnectionFactory>());

    /// <summary>Opens a connection to the socket.</summary>
    /// <exception cref="SocketException">No process listens at the socket, or this user may not connect.</exception>
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return _contexts.Create(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => _contexts.Dispose();
}
