using System.Net;
using Microsoft.AspNetCore.Connections;

namespace FaceGrid.Silo.Local;

/// <summary>Refuses connections to other silos: a local cluster has one member.</summary>
internal sealed class RefusingConnectionFactory : IConnectionFactory
{
    public ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"a local silo has no other silo to connect to ({endpoint})");
}
