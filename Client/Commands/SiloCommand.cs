using System.CommandLine;
using System.Globalization;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Hosting;
using FaceGrid.Vision;

namespace FaceGrid.Client.Commands;

/// <summary><c>silo run</c> and <c>silo init-db</c>: a member of a cluster, and the database that members share.</summary>
internal static class SiloCommand
{
    private static readonly Option<string?> Config = new("--config") { Description = "JSON with a section \"Silo\"; environment variables FACEGRID_Silo__NAME__NAME and flags win over it", HelpName = "FILE" };
    private static readonly Option<string?> Postgres = new("--postgres") { Description = "Keep membership, state and reminders in this PostgreSQL database: a connection string, or @FILE with one", HelpName = "STRING|@FILE" };
    private static readonly Option<string?> Azure = new("--azure") { Description = "Keep membership, state, reminders and blobs in this Azure Storage account: a connection string, or @FILE with one", HelpName = "STRING|@FILE" };
    private static readonly Option<string?> Role = new("--role") { Description = "What lives here: control, compute, gpu; several by commas", HelpName = "ROLES" };
    private static readonly Option<string?> Advertise = new("--advertise") { Description = "IP address that others reach this silo at", HelpName = "IP" };
    private static readonly Option<int?> SiloPort = new("--silo-port") { Description = "For other silos (11111)", HelpName = "PORT" };
    private static readonly Option<int?> GatewayPort = new("--gateway-port") { Description = "For clients (30000)", HelpName = "PORT" };
    private static readonly Option<int?> HealthPort = new("--health-port") { Description = "HTTP: /health/live, /health/ready, /metrics (8080)", HelpName = "PORT" };
    private static readonly Option<string[]> Set = new("--set") { Description = "Any other option, as in Membership:ProbeSeconds=5 (docs/operations.md)", HelpName = "NAME=VALUE" };

    /// <summary>From SIGTERM to the end at most; the silo itself gives up after ShutdownSeconds.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromHours(1);

    public static bool Is(Command command) => command.Parents.Any(p => p.Name == "silo");

    public static Command Create()
    {
        var command = new Command("silo", "Members of a cluster: the same grains on several machines");
        command.Subcommands.Add(new Command("run", "Start a silo and join its cluster; SIGTERM or Ctrl-C drains it").With(
            [Config, Role, Postgres, Azure, Advertise, SiloPort, GatewayPort, HealthPort, Set], (context, token) => SiloHost.Run(context, context.Result.GetValue(Config), [.. Flags(context)], token)));
        command.Subcommands.Add(new Command("init-db", "Create or update the tables in the PostgreSQL database; harmless to repeat").With(
            [Config, Postgres, Set], (context, token) => SiloHost.InitDatabase(context, context.Result.GetValue(Config), [.. Flags(context)], token)));
        command.Subcommands.Add(new Command("schema", "Print the SQL that init-db applies").With([], SiloHost.PrintSchema));
        return command;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Flags(CommandContext context)
    {
        var result = context.Result;
        if (result.GetValue(Postgres) is { } database)
        {
            foreach (var section in new[] { "Clustering", "Storage" })
            {
                yield return KeyValuePair.Create(section + ":Provider", (string?)"postgres");
                yield return Connection(section, database);
            }
        }

        if (result.GetValue(Azure) is { } account)
        {
            foreach (var section in new[] { "Clustering", "Storage", "Blobs" })
            {
                yield return KeyValuePair.Create(section + ":Provider", (string?)"azure");
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
