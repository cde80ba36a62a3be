using System.Net;

namespace FaceGrid.Silo.Local;

/// <summary>
/// Orleans names silos and gateways by IP address and port. A local silo has these names, and nothing listens or connects there: see
/// <see cref="LocalListenerFactory"/> and <see cref="UnixSocketConnectionFactory"/>.
/// </summary>
internal static class LocalEndpoints
{
    public const int SiloPort = 11111;

    public const int GatewayPort = 30000;

    public static IPEndPoint Gateway { get; } = new(IPAddress.Loopback, GatewayPort);
}
