using System.Net;

namespace FaceGrid.Silo.Local;

/// <summary>
/// Orleans identifies silos and gateways by IP address and port. These are the identifiers of a local silo, which opens no socket at
/// them: see <see cref="LocalListenerFactory"/> and <see cref="UnixSocketConnectionFactory"/>.
/// </summary>
internal static class LocalEndpoints
{
    public const int SiloPort = 11111;

    public const int GatewayPort = 30000;

    public static IPEndPoint Gateway { get; } = new(IPAddress.Loopback, GatewayPort);
}
