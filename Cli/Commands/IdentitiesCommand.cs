using System.CommandLine;
using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Results;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Commands;

/// <summary><c>identities list|show ID|remove ID</c>.</summary>
internal static class IdentitiesCommand
{
    public static Command Create()
    {
        var command = new Command("identities", "Enrolled identities");
        command.Subcommands.Add(new Command("list", "List the identities of the gallery in ordinal order").With([], List));
        var shown = new Argument<string>("ID");
        command.Subcommands.Add(
            new Command("show", "Show an identity's templates and galleries").With([shown], (c, t) =>
                Show(c, c.Result.GetValue(shown)!, t)));
        var removed = new Argument<string>("ID");
        var operation = SharedOptions.Operation("for safe retries: an identity that is already removed is no error");
        command.Subcommands.Add(new Command("remove", "Erase an identity with all its templates, from every gallery").With(
            [removed, operation], (c, t) => Remove(c, c.Result.GetValue(removed)!, SharedOptions.OperationOf(c, operation), t)));
        return command;
    }

    private static async Task<int> List(CommandContext context, CancellationToken cancellationToken)
    {
        await using var faceClient = await context.OpenClientWithoutEncoder(cancellationToken);
        await foreach (var identity in faceClient.List(context.Gallery, cancellationToken))
        {
            context.Output.Result(new IdentityListResult(identity, context.Gallery), r => r.Identity);
        }

        return ExitCodes.Success;
    }

    private static async Task<int> Show(CommandContext context, string identity, CancellationToken cancellationToken)
    {
        await using var faceClient = await context.OpenClientWithoutEncoder(cancellationToken);
        var record = await faceClient.Get(identity) ?? throw Unknown(identity);
        context.Output.Result(
            new IdentityResult(
                record.Identity,
                record.Version,
                record.Enrolled,
                record.Changed,
                [.. record.Galleries.Select(g => g.Gallery).Distinct()],
                [.. record.Templates.Select(t => new TemplateResult(t.ModelVersion, t.Enrolled, t.Source, t.Encoding.Length))]),
            r => string.Join('\n', [
                $"{r.Identity}, enrolled {Time(r.Enrolled)}, changed {Time(r.Changed)}",
                $"  galleries: {string.Join(", ", r.Galleries)}",
                .. r.Templates.Select(t => $"  template of {t.ModelVersion} from {t.Source}, {Time(t.Enrolled)}"),
            ]));
        return ExitCodes.Success;
    }

    private static async Task<int> Remove(CommandContext context, string identity, string? operationId, CancellationToken cancellationToken)
    {
        await using var faceClient = await context.OpenClientWithoutEncoder(cancellationToken);
        var wasThere = await faceClient.Remove(identity, cancellationToken, operationId);
        if (!wasThere && operationId is null)
        {
            throw Unknown(identity);
        }

        context.Output.Result(new IdentityRemovedResult(identity, Removed: true, wasThere), r =>
            r.WasThere ? $"{r.Identity}: removed" : $"{r.Identity}: was not enrolled");
        return ExitCodes.Success;
    }

    private static BadInputException Unknown(string identity) => new($"identity '{identity}'", "is not enrolled");

    private static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
