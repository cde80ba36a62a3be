using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Options;

namespace FaceGrid.Silo.Clients;

/// <summary>Address, name and TLS files of a client's cluster.</summary>
/// <param name="Address">The gateways.</param>
public sealed record ClusterClientOptions(ClusterAddress Address)
{
    /// <summary>Parses the value of <c>--cluster</c>.</summary>
    /// <param name="text">
    /// Gateways (<see cref="ClusterAddress"/>), or a configuration file (<c>.json</c>) with the cluster's name, its gateways
    /// (<see cref="SiloOptions.Gateways"/>; without them that of a silo on this machine) and TLS files.
    /// </param>
    /// <exception cref="Vision.BadInputException">The text is neither, or the file is unusable.</exception>
    public static ClusterClientOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return new ClusterClientOptions(ClusterAddress.Parse(text));
        }

        var silo = SiloOptionsReader.Read([], text, [], isClient: true);
        var address = ClusterAddress.Parse(silo.Gateways.Count > 0
            ? string.Join(',', silo.Gateways)
            : $"{silo.Endpoints.AdvertisedAddress}:{silo.Endpoints.GatewayPort}");
        return new ClusterClientOptions(address) { ClusterId = silo.ClusterId, ServiceId = silo.ServiceId, Tls = silo.Tls };
    }

    /// <summary><see cref="SiloOptions.ClusterId"/> of the silos.</summary>
    public string ClusterId { get; init; } = "facegrid";

    /// <summary><see cref="SiloOptions.ServiceId"/> of the silos.</summary>
    public string ServiceId { get; init; } = "facegrid";

    /// <summary>TLS files; null for silos without TLS.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Time-out of a call. Recognition requests have shorter deadlines of their own.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
