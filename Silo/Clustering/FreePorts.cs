using System.Net;
using System.Net.Sockets;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Clustering;

/// <summary>
/// Orleans listens in a way that lets two processes share a port, and connections then go to either. A silo whose ports somebody has does not
/// start.
/// </summary>
internal static class FreePorts
{
    /// <exception cref="BadInputException">The first option whose port is taken.</exception>
    public static void Require(EndpointOptions ends)
    {
        var address = IPAddress.Parse(ends.AdvertisedAddress);
        foreach (var (name, port) in new[] { (nameof(ends.SiloPort), ends.SiloPort), (nameof(ends.GatewayPort), ends.GatewayPort), (nameof(ends.HealthPort), ends.HealthPort) })
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
