namespace FaceGrid.Silo.Options;

/// <summary>Addresses and ports of a silo.</summary>
public sealed class EndpointOptions
{
    /// <summary>
    /// IP address that other silos and clients connect to. The silo listens on all interfaces unless this is a loopback address.
    /// </summary>
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>TCP port for other silos.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>TCP port for clients.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>HTTP port of /health/live, /health/ready and /metrics.</summary>
    public int HealthPort { get; set; } = 8080;
}
