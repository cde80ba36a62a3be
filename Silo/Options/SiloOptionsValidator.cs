using System.Net;
using FaceGrid.Grains.Galleries;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Options;

/// <summary>
/// Refuses options that are out of range, inconsistent or incomplete: reports the first fault with the option's name and the values that
/// it accepts.
/// </summary>
public static class SiloOptionsValidator
{
    /// <summary>Checks all options of a silo.</summary>
    /// <exception cref="BadInputException">Names the option, the fault and the accepted values.</exception>
    public static void Validate(SiloOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Name("ClusterId", options.ClusterId);
        Name("ServiceId", options.ServiceId);
        if (options.Roles == SiloRoles.None)
        {
            throw Fault("Roles", $"is empty; it takes one or more of {OptionText.Accepted<SiloRoles>()}");
        }

        Endpoints(options);
        var (isSqlite, isDisk) = (options.Storage.Provider == StorageProvider.Sqlite, options.Blobs.Provider == BlobProvider.Disk);
        Connection("Clustering", options.Clustering, options.Clustering.Provider != ClusteringProvider.Localhost);
        Connection("Storage", options.Storage, !isSqlite);
        Connection("Blobs", options.Blobs, !isDisk);
        Needed("Storage:Path", options.Storage.Path, isSqlite, "sqlite keeps the state in one file");
        Needed("Blobs:Path", options.Blobs.Path, isDisk, "disk keeps blobs in one folder");
        SingleSilo(options);
        Tls(options);
        Number("Membership:ProbeSeconds", options.Membership.ProbeSeconds, 0.2, 60);
        Number("Membership:MissedProbes", options.Membership.MissedProbes, 1, 20);
        Number("ShutdownSeconds", options.ShutdownSeconds, 5, 3600);
        Number("Shards:Capacity", options.Shards.Capacity, 1, 1_000_000);
        Number("Shards:MaxTemplates", options.Shards.MaxTemplates, ShardOptions.LeastTemplates, 1_000_000);
        Shards(options);
        Secret("Encryption:KeyFile", options.Encryption.KeyFile);
        if (options.Encryption.HasDatabase && options.Storage.Provider != StorageProvider.Postgres)
        {
            throw Fault(
                "Encryption:ConnectionString",
                "names a database for the keys, which requires Storage:Provider postgres; sqlite and azure keep them apart by themselves");
        }

        Connection("Encryption", options.Encryption, options.Encryption.HasDatabase);
        if (options.Limits.Fault() is var (limit, reason))
        {
            throw Fault("Limits:" + limit, reason);
        }

        if (options.Dashboard.Enabled)
        {
            Needed("Dashboard:PasswordFile", options.Dashboard.PasswordFile, isNeeded: true, "the dashboard shows biometric data");
            Secret("Dashboard:PasswordFile", options.Dashboard.PasswordFile);
        }
    }

    /// <summary>Checks only the options that a client uses: the cluster's name, its address and TLS.</summary>
    /// <exception cref="BadInputException">Names the option, the fault and the accepted values.</exception>
    public static void ValidateClient(SiloOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Name("ClusterId", options.ClusterId);
        Name("ServiceId", options.ServiceId);
        Connection("Clustering", options.Clustering, options.Clustering.Provider != ClusteringProvider.Localhost);
        if (!IPAddress.TryParse(options.Endpoints.AdvertisedAddress, out _))
        {
            throw Fault("Endpoints:AdvertisedAddress", $"'{options.Endpoints.AdvertisedAddress}' is not an IP address");
        }

        if (options.Tls.IsSet)
        {
            Tls(options);
        }
    }

    private static void SingleSilo(SiloOptions options)
    {
        var clustering = options.Clustering;
        var isLocalhost = clustering.Provider == ClusteringProvider.Localhost;
        if (options.Storage.Provider == StorageProvider.Sqlite && (!isLocalhost || clustering.Primary is not null))
        {
            throw Fault("Storage:Provider", "sqlite is for a single silo; a cluster takes postgres or azure");
        }

        if (clustering.Primary is { } primary && (!isLocalhost || !IPEndPoint.TryParse(primary, out var endpoint) || endpoint.Port == 0))
        {
            throw Fault("Clustering:Primary", $"'{primary}' is not IP:PORT of a silo on this machine, with Clustering:Provider localhost");
        }
    }

    private static void Endpoints(SiloOptions options)
    {
        var ends = options.Endpoints;
        if (!IPAddress.TryParse(ends.AdvertisedAddress, out var address)
            || address.Equals(IPAddress.Any)
            || address.Equals(IPAddress.IPv6Any))
        {
            throw Fault("Endpoints:AdvertisedAddress", $"'{ends.AdvertisedAddress}' is not an IP address that others can reach");
        }

        if (options.Clustering.Provider == ClusteringProvider.Localhost && !IPAddress.IsLoopback(address))
        {
            throw Fault(
                "Clustering:Provider", $"localhost is for silos on one machine, not on {address}; a cluster takes postgres or azure");
        }

        Number("Endpoints:SiloPort", ends.SiloPort, 1, 65535);
        Number("Endpoints:GatewayPort", ends.GatewayPort, 1, 65535);
        Number("Endpoints:HealthPort", ends.HealthPort, 1, 65535);
        int[] ports = [ends.SiloPort, ends.GatewayPort, ends.HealthPort];
        if (ports.Distinct().Count() < ports.Length)
        {
            throw Fault("Endpoints", $"SiloPort, GatewayPort and HealthPort must differ ({string.Join(", ", ports)})");
        }
    }

    private static void Shards(SiloOptions options)
    {
        var shards = new ShardOptions();
        options.Shards.ApplyTo(shards);
        try
        {
            shards.Validate();
        }
        catch (BadInputException fault)
        {
            throw Fault(fault.Subject, fault.Reason);
        }
    }

    private static void Tls(SiloOptions options)
    {
        var tls = options.Tls;
        if (!tls.IsSet)
        {
            if (!IPAddress.IsLoopback(IPAddress.Parse(options.Endpoints.AdvertisedAddress)))
            {
                throw Fault(
                    "Tls:CertificateFile",
                    $"is needed: at {options.Endpoints.AdvertisedAddress} templates would cross the network unencrypted");
            }

            return;
        }

        foreach (var (name, file) in new[]
        {
            (nameof(tls.CertificateFile), tls.CertificateFile),
            (nameof(tls.KeyFile), tls.KeyFile),
            (nameof(tls.AuthorityFile), tls.AuthorityFile),
        })
        {
            Needed($"Tls:{name}", file, isNeeded: true, "TLS takes CertificateFile, KeyFile and AuthorityFile together");
            File($"Tls:{name}", file);
        }

        Secret("Tls:KeyFile", tls.KeyFile);
    }

    private static void Connection(string section, ConnectionOptions options, bool isNeeded)
    {
        if (!isNeeded)
        {
            return;
        }

        if ((options.ConnectionString is null) == (options.ConnectionStringFile is null))
        {
            throw Fault($"{section}:ConnectionString", "is needed with this provider: give it or ConnectionStringFile, not both");
        }

        Secret($"{section}:ConnectionStringFile", options.ConnectionStringFile);
    }

    private static void Name(string name, string value)
    {
        if (value.Length is 0 or > 100 || !value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw Fault(name, $"'{value}' is not 1 to 100 letters, digits, '-' or '_'");
        }
    }

    private static void Needed(string name, string? value, bool isNeeded, string reason)
    {
        if (isNeeded && string.IsNullOrWhiteSpace(value))
        {
            throw Fault(name, $"is missing: {reason}");
        }
    }

    private static void Number(string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw Fault(name, $"{value} is not within {least} to {most}");
        }
    }

    private static void File(string name, string? path)
    {
        if (path is not null && !System.IO.File.Exists(path))
        {
            throw Fault(name, $"'{path}' is no file that can be read");
        }
    }

    private static void Secret(string name, string? path)
    {
        File(name, path);
        try
        {
            if (path is not null)
            {
                SecretFile.Require(path);
            }
        }
        catch (BadInputException fault)
        {
            throw Fault(name, $"{path} {fault.Reason}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault(name, $"'{path}' cannot be read ({exception.Message})");
        }
    }

    private static BadInputException Fault(string name, string reason) => new($"{SiloOptions.Section}:{name}", reason);
}
