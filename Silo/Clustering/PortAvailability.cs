using System.Net;
using System.Net.Sockets;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Clustering;

/// <summary>
/// Checks that a silo's ports are free before it starts. Orleans opens its ports with address reuse, so a second process could bind the
/// same port, and each connection would reach one of the two at random.
/// </summary>
internal static class PortAvailability
{
    /// <summary>Tries to bind each port exclusively, and releases it.</summary>
    /// <exception cref="BadInputException">Names the first option whose port is in use.</exception>
    public static void Require(EndpointOptions ends)
    {
        var address = IPAddress.Parse(ends.AdvertisedAddress);
        foreach (var (name, port) in new[]
        {
            (nameof(ends.SiloPort), ends.SiloPort),
            (nameof(ends.GatewayPort), ends.GatewayPort),
            (nameof(ends.HealthPort), ends.HealthPort),
        })
        {
            try
            {
                using var listener = new TcpListener(address, port) { ExclusiveAddressUse = true };
                listener.Start();
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw new BadInputException($"{SiloOptions.Section}:Endpoints:{name}", $"{address}:{port} is taken by another process");
            }
        }
    }
}
