using System.CommandLine;
using System.Globalization;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Hosting;

/// <summary>Command-line options of a silo, shared by this program and <c>facegrid silo</c>.</summary>
public static class SiloArguments
{
    /// <summary>Longest time from SIGTERM to the end of the process; the silo itself drains for at most ShutdownSeconds.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromHours(1);

    private static readonly Option<string?> ConfigOption = new("--config")
    {
        Description = "JSON with a section \"Silo\"; environment variables FACEGRID_Silo__NAME__NAME and flags override it",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Postgres = new("--postgres")
    {
        Description = "Membership, state and reminders in this PostgreSQL database: a connection string, or @FILE with one",
        HelpName = "STRING|@FILE",
    };

    private static readonly Option<string?> Azure = new("--azure")
    {
        Description = "Membership, state, reminders and blobs in this Azure Storage account: a connection string, or @FILE with one",
        HelpName = "STRING|@FILE",
    };

    private static readonly Option<string?> Role = new("--role")
    {
        Description = "Roles of this silo, separated by commas: control, compute, gpu", HelpName = "ROLES",
    };

    private static readonly Option<string?> Advertise = new("--advertise")
    {
        Description = "IP address that other silos and clients reach this silo at", HelpName = "IP",
    };

    private static readonly Option<int?> SiloPort = new("--silo-port") { Description = "For other silos (11111)", HelpName = "PORT" };

    private static readonly Option<int?> GatewayPort = new("--gateway-port") { Description = "For clients (30000)", HelpName = "PORT" };

    private static readonly Option<int?> HealthPort = new("--health-port")
    {
        Description = "HTTP: /health/live, /health/ready, /metrics (8080)", HelpName = "PORT",
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Any other option, as in Membership:ProbeSeconds=5 (see the operators' guide)", HelpName = "NAME=VALUE",
    };

    /// <summary>Options of <c>run</c>.</summary>
    public static IReadOnlyList<Option> Run => [ConfigOption, Role, Postgres, Azure, Advertise, SiloPort, GatewayPort, HealthPort, Set];

    /// <summary>Options of <c>init-db</c>.</summary>
    public static IReadOnlyList<Option> InitDatabase => [ConfigOption, Postgres, Set];

    /// <summary>The value of <c>--config</c>: a JSON file, or null.</summary>
    public static string? Config(ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.GetValue(ConfigOption);
    }

    /// <summary>The values of the other command-line options as names and values of the section "Silo".</summary>
    /// <exception cref="BadInputException">A value of <c>--set</c> is not NAME=VALUE.</exception>
    public static IReadOnlyList<KeyValuePair<string, string?>> Flags(ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. Enumerate(result)];
    }

    private static IEnumerable<KeyValuePair<string, string?>> Enumerate(ParseResult result)
    {
        if (result.GetValue(Postgres) is { } database)
        {
            foreach (var section in new[] { "Clustering", "Storage" })
            {
                yield return KeyValuePair.Create(section + ":Provider", (string?)OptionText.Of(StorageProvider.Postgres));
                yield return Connection(section, database);
            }
        }

        if (result.GetValue(Azure) is { } account)
        {
            foreach (var section in new[] { "Clustering", "Storage", "Blobs" })
            {
                yield return KeyValuePair.Create(section + ":Provider", (string?)OptionText.Of(StorageProvider.Azure));
                yield return Connection(section, account);
            }
        }

        foreach (var (name, value) in new (string, string?)[]
        {
            ("Roles", result.GetValue(Role)),
            ("Endpoints:AdvertisedAddress", result.GetValue(Advertise)),
            ("Endpoints:SiloPort", Text(result.GetValue(SiloPort))),
            ("Endpoints:GatewayPort", Text(result.GetValue(GatewayPort))),
            ("Endpoints:HealthPort", Text(result.GetValue(HealthPort))),
        })
        {
            if (value is not null)
            {
                yield return KeyValuePair.Create(name, (string?)value);
            }
        }

        foreach (var pair in result.GetValue(Set) ?? [])
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            yield return at > 0
                ? KeyValuePair.Create(pair[..at], (string?)pair[(at + 1)..])
                : throw new BadInputException("--set", $"'{pair}' is not NAME=VALUE");
        }
    }

    private static KeyValuePair<string, string?> Connection(string section, string text) => text.StartsWith('@')
        ? KeyValuePair.Create(section + ":ConnectionStringFile", (string?)text[1..])
        : KeyValuePair.Create(section + ":ConnectionString", (string?)text);

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
