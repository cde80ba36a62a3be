using System.Net;
using FaceGrid.Vision;
using Npgsql;

namespace FaceGrid.Silo.Options;

/// <summary>
/// Refuses connections to PostgreSQL on another machine whose server is not authenticated: the driver's default would send password and
/// state to any server that answers.
/// </summary>
internal static class DatabaseSecurity
{
    /// <summary>Checks the databases of the options.</summary>
    /// <exception cref="BadInputException">Names the section whose connection string lacks <c>SSL Mode=VerifyFull</c>.</exception>
    public static void Require(SiloOptions options)
    {
        if (options.AllowUnverifiedDatabase)
        {
            return;
        }

        Require("Clustering", options.Clustering, options.Clustering.Provider == ClusteringProvider.Postgres);
        Require("Storage", options.Storage, options.Storage.Provider == StorageProvider.Postgres);
        Require("Encryption", options.Encryption, options.Encryption.HasDatabase);
    }

    private static void Require(string section, ConnectionOptions options, bool isUsed)
    {
        if (!isUsed)
        {
            return;
        }

        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new NpgsqlConnectionStringBuilder(options.Resolve());
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The message of the driver may quote the string, which holds a password.
            throw new BadInputException(
                $"{SiloOptions.Section}:{section}:ConnectionString", "is not a connection string of Npgsql", exception);
        }

        if (connection.SslMode != SslMode.VerifyFull && (connection.Host ?? "").Split(',').Any(h => !IsThisMachine(h.Trim())))
        {
            throw new BadInputException(
                $"{SiloOptions.Section}:{section}:ConnectionString",
                "names a server on another machine without SSL Mode=VerifyFull, so that any server could take its place; "
                + "Silo:AllowUnverifiedDatabase=true permits that");
        }
    }

    /// <summary>True for loopback addresses and for the folder of a Unix-domain socket.</summary>
    private static bool IsThisMachine(string host)
    {
        var name = host.StartsWith('[') ? host.Split(']')[0][1..] : host.Count(c => c == ':') == 1 ? host.Split(':')[0] : host;
        return host.StartsWith('/') || host.StartsWith('@') || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }
}
