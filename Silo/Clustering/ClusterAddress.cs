using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Clustering;

/// <summary>
/// Address of a cluster: the gateways <c>HOST:PORT[,HOST:PORT…]</c>. A host name stands for all addresses that it has, as the name of a
/// headless service does.
/// </summary>
/// <param name="Gateways">The gateways, as they were named.</param>
public sealed record ClusterAddress(IReadOnlyList<DnsEndPoint> Gateways)
{
    private const int DefaultPort = 30000;

    /// <summary>Parses an address.</summary>
    /// <exception cref="BadInputException">The text is not a list of HOST:PORT.</exception>
    public static ClusterAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ClusterAddress([.. text.Split(',', StringSplitOptions.TrimEntries).Select(ParseGateway)]);
    }

    /// <summary>The IP addresses of the gateways now.</summary>
    /// <exception cref="BadInputException">None of the host names is known.</exception>
    public async Task<IReadOnlyList<IPEndPoint>> Resolve(CancellationToken cancellationToken = default)
    {
        var found = new List<IPEndPoint>();
        SocketException? unknown = null;
        foreach (var gateway in Gateways)
        {
            try
            {
                var addresses = await Dns.GetHostAddressesAsync(gateway.Host, cancellationToken);
                found.AddRange(addresses.OrderBy(a => a.AddressFamily).Select(a => new IPEndPoint(a, gateway.Port)));
            }
            catch (SocketException exception)
            {
                unknown = exception;
            }
        }

        return found.Count > 0 ? [.. found.Distinct()] : throw new BadInputException(
            "--cluster", $"'{Gateways[0].Host}' is not known ({unknown?.Message ?? "it has no address"})", unknown);
    }

    private static DnsEndPoint ParseGateway(string text)
    {
        if (text.StartsWith("postgres:", StringComparison.Ordinal) || text.StartsWith("azure:", StringComparison.Ordinal))
        {
            throw new BadInputException("--cluster", "takes gateways, HOST:PORT; clients hold no credentials of a database");
        }

        var colon = text.LastIndexOf(':');
        var (host, port) = colon < 0 || text.EndsWith(']')
            ? (text, DefaultPort)
            : (text[..colon], int.TryParse(text[(colon + 1)..], CultureInfo.InvariantCulture, out var given) ? given : -1);
        if (host.Length == 0 || port is < 1 or > 65535 || Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw new BadInputException("--cluster", $"'{text}' is not HOST:PORT");
        }

        return new DnsEndPoint(host.Trim('[', ']'), port);
    }
}
