namespace FaceGrid.Silo.Hosting;

/// <summary>Printed when a silo has joined its cluster.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="Roles">Roles of this silo.</param>
/// <param name="AdvertisedAddress">IP address that other silos and clients use.</param>
/// <param name="SiloPort">Port for other silos.</param>
/// <param name="GatewayPort">Port for clients.</param>
/// <param name="HealthPort">HTTP port of health checks and metrics.</param>
public sealed record SiloReady(
    string ClusterId, IReadOnlyList<string> Roles, string AdvertisedAddress, int SiloPort, int GatewayPort, int HealthPort)
{
    /// <summary>The same as one line of text.</summary>
    public string Text => $"silo of cluster '{ClusterId}' is ready: {string.Join(", ", Roles)}; "
        + $"clients at {AdvertisedAddress}:{GatewayPort}, health at port {HealthPort}";
}
