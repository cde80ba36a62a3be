using System.Net;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Clustering;

/// <summary>
/// Where a client finds a cluster: <c>HOST:PORT[,HOST:PORT…]</c> (gateways), <c>postgres:CONNECTION STRING</c>, <c>azure:CONNECTION STRING</c>;
/// of the latter two <c>@FILE</c> in place of the string reads it from a file. The addresses of gateways are looked up anew as silos come and go.
/// </summary>
public sealed record ClusterAddress(string Provider, string? ConnectionString, IReadOnlyList<IPEndPoint> Gateways)
{
    private const int DefaultPort = 30000;

    /// <exception cref="BadInputException">It is none of the three.</exception>
    public static ClusterAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var provider in new[] { Options.Providers.Postgres, Options.Providers.Azure })
        {
            if (text.StartsWith(provider + ":", StringComparison.Ordinal))
            {
                return new ClusterAddress(provider, Secret(text[(provider.Length + 1)..]), []);
            }
        }

        return new ClusterAddress(Options.Providers.Localhost, null, [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Gateway)]);
    }

    private static string Secret(string text)
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

    private static IPEndPoint Gateway(string text)
    {
        var colon = text.LastIndexOf(':');
        var (host, port) = colon < 0 || text.EndsWith(']') ? (text, DefaultPort) : (text[..colon], int.TryParse(text[(colon + 1)..], out var given) ? given : -1);
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
