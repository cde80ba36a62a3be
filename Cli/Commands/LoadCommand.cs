using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Load;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>load --k K --rate R --minutes M</c>: load test of recognition.</summary>
internal static class LoadCommand
{
    public const string Gallery = "load";

    public static Command Create()
    {
        var k = SharedOptions.Count("--k", "Synthetic identities to enrol first; those of a previous run are kept", 1000, 1, 1_000_000);
        var rate = SharedOptions.Count("--rate", "Probes per second", 50, 1, 100_000);
        var minutes = new Option<double>("--minutes") { Description = "Test duration in minutes", HelpName = "M", DefaultValueFactory = _ => 0.5 };
        minutes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 10_000))
            {
                result.AddError("--minutes: must be above 0 and at most 10000");
            }
        });
        var deadline = SharedOptions.Deadline();
        var everyone = new Option<bool>("--everyone") { Description = "Instead of a rate: probe each of the K identities once, as fast as possible" };
        var doors = new Option<int?>("--doors") { Description = "Instead of a rate: number of doors (closed loop), each of which sends its next probe when it has an answer", HelpName = "N" };
        doors.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is not (null or (>= 1 and <= 10_000)))
            {
                result.AddError("--doors: must be from 1 to 10000");
            }
        });
        var enrolled = new Option<bool>("--enrolled") { Description = "Skip enrolment; identities exist from a previous run" };
        var remove = new Option<bool>("--remove") { Description = "Remove the synthetic identities afterwards" };
        const string Description =
            "Load test: probes of synthetic identities at a steady rate, until the duration is over or Ctrl-C; reports latency and errors. "
            + "Encodings are synthetic, so no encoder runs";
        return new Command("load", Description).With([k, rate, minutes, everyone, doors, enrolled, deadline, remove], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var (people, seconds) = (context.Result.GetValue(k), context.Result.GetValue(minutes) * 60);
            if (context.Result.GetValue(everyone) && context.Result.GetValue(doors) is not null)
            {
                throw new BadInputException("--doors", "cannot be combined with --everyone");
            }

            await using var faceClient = await context.OpenClient(cancellationToken, mayCreate: true);
            var load = new LoadRun(faceClient, Gallery);
            if (!context.Result.GetValue(enrolled))
            {
                await Enroll(context, load, people, cancellationToken);
            }

            var limit = SharedOptions.Milliseconds(context.Result.GetValue(deadline)) ?? QuestionDeadline.DefaultMilliseconds;
            var began = TimeProvider.System.GetTimestamp();
            LoadTally tally;
            if (context.Result.GetValue(everyone))
            {
                tally = await context.Output.WithProgress("probing", people, progress => load.AskEveryone(people, limit, progress, cancellationToken));
            }
            else
            {
                tally = await context.Output.WithProgress("probing", (int)Math.Ceiling(seconds), progress => context.Result.GetValue(doors) is { } open
                    ? load.AskAtDoors(people, open, seconds, limit, t => progress((int)t), cancellationToken)
                    : load.Ask(people, context.Result.GetValue(rate), seconds, limit, t => progress((int)t), cancellationToken));
            }

            if (context.Result.GetValue(everyone) || cancellationToken.IsCancellationRequested)
            {
                seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            }

            context.Output.Result(LoadReport.Of(people, seconds, tally.Answers), Text);
            if (context.Result.GetValue(remove))
            {
                await context.Output.WithProgress($"removing {people} synthetic identities", people, async progress =>
                {
                    await load.Remove(people, progress, cancellationToken);
                    return true;
                });
            }

            return tally.Answers.Any(a => a.Verdict is LoadVerdict.WrongPerson or LoadVerdict.WrongNotRecognized) ? ExitCodes.Failure : ExitCodes.Success;
        }
    }

    private static async Task Enroll(CommandContext context, LoadRun load, int people, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var added = await context.Output.WithProgress($"enrolling {people} synthetic identities", people, progress => load.Enroll(people, progress, cancellationToken));
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        if (added > 0)
        {
            context.Output.Result(new { Enrolled = added, EnrolmentsPerSecond = added / seconds }, r => $"enrolled {r.Enrolled} identities, {Number(r.EnrolmentsPerSecond, 0)} per second");
        }
    }

    public static string Text(LoadReport r) =>
        $"K = {r.K}: {r.Probes} probes in {Number(r.Seconds, 0)} s ({Number(r.ProbesPerSecond, 1)} per second), p50 {Number(r.P50Ms, 1)} ms, p90 {Number(r.P90Ms, 1)} ms, p99 {Number(r.P99Ms, 1)} ms, max {Number(r.MaxMs, 0)} ms; "
        + $"{r.Right} correct, {r.WrongPerson} false positives, {r.WrongNotRecognized} false negatives, {r.Incomplete} incomplete, {r.Failed} failed"
        + (r.FirstError is null ? "" : $" ({r.FirstError})");
}
