using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Load;
using FaceGrid.Cli.Results;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>load --k K --rate R --minutes M</c>: load test of recognition.</summary>
internal static class LoadCommand
{
    public const string Gallery = "load";

    private const string Description =
        "Load test: probes of synthetic identities at a steady rate, until the duration is over or Ctrl-C; reports latency and errors. "
        + "Encodings are synthetic, so no encoder runs";

    public static Command Create()
    {
        var options = new LoadOptions();
        return new Command("load", Description).With(
            options.Symbols, (context, cancellationToken) => Run(context, options.Read(context.Result), cancellationToken));
    }

    private static async Task<int> Run(CommandContext context, LoadArguments arguments, CancellationToken cancellationToken)
    {
        await using var faceClient = await context.OpenClient(cancellationToken, mayCreate: true);
        var load = new LoadRun(faceClient, Gallery);
        if (!arguments.Enrolled)
        {
            await Enroll(context, load, arguments.People, cancellationToken);
        }

        var began = TimeProvider.System.GetTimestamp();
        var tally = await Probe(context, load, arguments, cancellationToken);
        var seconds = arguments.Everyone || cancellationToken.IsCancellationRequested
            ? TimeProvider.System.GetElapsedTime(began).TotalSeconds
            : arguments.Seconds;
        context.Output.Result(LoadReport.Of(arguments.People, seconds, tally.Answers), Text);
        if (arguments.Remove)
        {
            await Remove(context, load, arguments.People, cancellationToken);
        }

        return tally.Answers.Any(a => a.Verdict is LoadVerdict.WrongPerson or LoadVerdict.WrongNotRecognized)
            ? ExitCodes.Failure
            : ExitCodes.Success;
    }

    private static async Task Enroll(CommandContext context, LoadRun load, int people, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var added = await context.Output.WithProgress(
            $"enrolling {people} synthetic identities", people, progress => load.Enroll(people, progress, cancellationToken));
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        if (added > 0)
        {
            context.Output.Result(
                new LoadEnrolmentResult(added, added / seconds),
                r => $"enrolled {r.Enrolled} identities, {Number(r.EnrolmentsPerSecond, 0)} per second");
        }
    }

    private static Task<LoadTally> Probe(CommandContext context, LoadRun load, LoadArguments arguments, CancellationToken cancellationToken)
    {
        var (people, seconds, deadline) = (arguments.People, arguments.Seconds, arguments.DeadlineMs);
        if (arguments.Everyone)
        {
            return context.Output.WithProgress(
                "probing", people, progress => load.AskEveryone(people, deadline, progress, cancellationToken));
        }

        return context.Output.WithProgress("probing", (int)Math.Ceiling(seconds), progress => arguments.Doors is { } doors
            ? load.AskAtDoors(people, doors, seconds, deadline, t => progress((int)t), cancellationToken)
            : load.Ask(people, arguments.Rate, seconds, deadline, t => progress((int)t), cancellationToken));
    }

    private static Task<bool> Remove(CommandContext context, LoadRun load, int people, CancellationToken cancellationToken) =>
        context.Output.WithProgress($"removing {people} synthetic identities", people, async progress =>
        {
            await load.Remove(people, progress, cancellationToken);
            return true;
        });

    public static string Text(LoadReport r) =>
        $"K = {r.K}: {r.Probes} probes in {Number(r.Seconds, 0)} s ({Number(r.ProbesPerSecond, 1)} per second), "
        + $"p50 {Number(r.P50Ms, 1)} ms, p90 {Number(r.P90Ms, 1)} ms, p99 {Number(r.P99Ms, 1)} ms, max {Number(r.MaxMs, 0)} ms; "
        + $"{r.Right} correct, {r.WrongPerson} false positives, {r.WrongNotRecognized} false negatives, "
        + $"{r.Incomplete} incomplete, {r.Failed} failed"
        + (r.FirstError is null ? "" : $" ({r.FirstError})");
}
