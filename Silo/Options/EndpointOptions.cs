namespace FaceGrid.Silo.Options;

/// <summary>Where a silo listens.</summary>
public sealed class EndpointOptions
{
    /// <summary>IP address that other silos and clients reach this one at. It listens on all interfaces unless this is a loopback address.</summary>
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>For other silos.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>For clients.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>HTTP: /health/live, /health/ready, /metrics.</summary>
    public int HealthPort { get; set; } = 8080;
}
