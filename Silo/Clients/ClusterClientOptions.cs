using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Options;

namespace FaceGrid.Silo.Clients;

/// <summary>How a client reaches its cluster.</summary>
public sealed record ClusterClientOptions(ClusterAddress Address)
{
    /// <param name="text">An address, or a silo's configuration file (<c>.json</c>), whose cluster, TLS and connection are then the client's.</param>
    /// <exception cref="Vision.BadInputException">It is neither.</exception>
    public static ClusterClientOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return new ClusterClientOptions(ClusterAddress.Parse(text));
        }

        var silo = SiloOptionsReader.Read([], text, [], isClient: true);
        var address = silo.Clustering.Provider == Providers.Localhost
            ? ClusterAddress.Parse($"{silo.Endpoints.AdvertisedAddress}:{silo.Endpoints.GatewayPort}")
            : new ClusterAddress(silo.Clustering.Provider, silo.Clustering.Resolve(), []);
        return new ClusterClientOptions(address) { ClusterId = silo.ClusterId, ServiceId = silo.ServiceId, Tls = silo.Tls };
    }

    public string ClusterId { get; init; } = "facegrid";

    public string ServiceId { get; init; } = "facegrid";

    /// <summary>Needed if the silos have it.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Of any call; deadlines of questions are shorter.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
