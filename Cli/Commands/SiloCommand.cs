using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Results;
using FaceGrid.Silo.Hosting;

namespace FaceGrid.Cli.Commands;

/// <summary><c>silo run</c>, <c>silo init-db</c> and <c>silo schema</c>: silos of a cluster and their shared database.</summary>
internal static class SiloCommand
{
    public static bool Is(Command command) => command.Parents.Any(p => p.Name == "silo");

    public static Command Create()
    {
        var command = new Command("silo", "Run silos of a cluster and manage their database");
        command.Subcommands.Add(
            new Command("run", "Start a silo and join its cluster; SIGTERM or Ctrl-C drains it").With([.. SiloArguments.Run], Run));
        command.Subcommands.Add(new Command("init-db", "Create or update the tables in the PostgreSQL database; idempotent").With(
            [.. SiloArguments.InitDatabase], InitDatabase));
        command.Subcommands.Add(new Command("schema", "Print the SQL that init-db applies").With([], PrintSchema));
        return command;
    }

    private static async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
    {
        await SiloRunner.Run(Settings(context), ready => context.Output.Result(ready, r => r.Text), cancellationToken);
        return ExitCodes.Success;
    }

    private static async Task<int> InitDatabase(CommandContext context, CancellationToken cancellationToken)
    {
        var version = await SiloRunner.InitDatabase(Settings(context), cancellationToken);
        context.Output.Result(new SchemaResult(version), r => $"the database has schema version {r.SchemaVersion}");
        return ExitCodes.Success;
    }

    private static async Task<int> PrintSchema(CommandContext context, CancellationToken cancellationToken)
    {
        await Console.Out.WriteAsync(await SiloRunner.Schema(cancellationToken));
        return ExitCodes.Success;
    }

    private static SiloRunSettings Settings(CommandContext context) => new(
        context.Data,
        context.Catalog,
        context.Model,
        context.Device,
        context.Threads,
        SiloArguments.Config(context.Result),
        SiloArguments.Flags(context.Result),
        ErrorLine.Write);
}
