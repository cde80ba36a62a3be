using System.Globalization;
using System.Net;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Clustering;

/// <summary>
/// Address of a cluster: <c>HOST:PORT[,HOST:PORT…]</c> (gateways), <c>postgres:CONNECTION STRING</c> or <c>azure:CONNECTION
/// STRING</c>. In the latter two, <c>@FILE</c> in place of the connection string reads it from a file.
/// </summary>
/// <param name="Provider">Source of the gateways: a fixed list (<c>Localhost</c>) or the store with the cluster's membership.</param>
/// <param name="ConnectionString">Connection string of that store; null for a fixed list.</param>
/// <param name="Gateways">The fixed list; empty for a store.</param>
public sealed record ClusterAddress(ClusteringProvider Provider, string? ConnectionString, IReadOnlyList<IPEndPoint> Gateways)
{
    private const int DefaultPort = 30000;

    /// <summary>Parses an address; resolves host names to IP addresses.</summary>
    /// <exception cref="BadInputException">The text has none of the three forms, a file cannot be read, or a host is unknown.</exception>
    public static ClusterAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var provider in new[] { ClusteringProvider.Postgres, ClusteringProvider.Azure })
        {
            var prefix = OptionText.Of(provider) + ":";
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                return new ClusterAddress(provider, ReadConnectionString(text[prefix.Length..]), []);
            }
        }

        return new ClusterAddress(
            ClusteringProvider.Localhost, null, [.. text.Split(',', StringSplitOptions.TrimEntries).Select(ParseGateway)]);
    }

    private static string ReadConnectionString(string text)
    {
        if (!text.StartsWith('@'))
        {
            return text.Length > 0 ? text : throw new BadInputException("--cluster", "has no connection string");
        }

        try
        {
            return File.ReadAllText(text[1..]).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(text[1..], $"cannot be read ({exception.Message})", exception);
        }
    }

    private static IPEndPoint ParseGateway(string text)
    {
        var colon = text.LastIndexOf(':');
        var (host, port) = colon < 0 || text.EndsWith(']')
            ? (text, DefaultPort)
            : (text[..colon], int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : -1);
        if (host.Length == 0 || port is < 1 or > 65535)
        {
            throw new BadInputException("--cluster", $"'{text}' is not HOST:PORT, postgres:… or azure:…");
        }

        if (IPAddress.TryParse(host, out var address))
        {
            return new IPEndPoint(address, port);
        }

        try
        {
            return new IPEndPoint(Dns.GetHostAddresses(host).OrderBy(a => a.AddressFamily).First(), port);
        }
        catch (Exception exception) when (exception is System.Net.Sockets.SocketException or InvalidOperationException)
        {
            throw new BadInputException("--cluster", $"'{host}' is not known ({exception.Message})", exception);
        }
    }
}
