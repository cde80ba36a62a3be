using System.CommandLine;
using System.Diagnostics;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Load;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Weights;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>drill kill-silo --cluster A --kill COMMAND</c>: client behaviour during a silo failure.</summary>
internal static class DrillCommand
{
    public static Command Create()
    {
        var command = new Command("drill", "Inject a failure and report how clients were affected");
        command.Subcommands.Add(KillSilo());
        return command;
    }

    private static Command KillSilo()
    {
        var kill = new Option<string>("--kill")
        {
            Description = "Shell command that kills a silo, such as: kill -9 PID, kubectl delete pod NAME --force",
            HelpName = "COMMAND",
            Required = true,
        };
        var k = SharedOptions.Count("--k", "Synthetic identities to enrol first; those of a previous run are kept", 1000, 1, 1_000_000);
        var rate = SharedOptions.Count("--rate", "Probes per second", 50, 1, 100_000);
        var before = SharedOptions.Count("--before", "Seconds of probes before the kill", 10, 1, 3600);
        var after = SharedOptions.Count("--after", "Seconds of probes after the kill", 40, 1, 3600);
        var deadline = SharedOptions.Deadline();
        var chart = new Option<string?>("--chart") { Description = "Plot of answer times", HelpName = "FILE.png" };
        return new Command("kill-silo", "Kill a silo under load; exit code 1 if an answer was wrong").With(
            [kill, k, rate, before, after, deadline, chart], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            if (context.Cluster is null)
            {
                throw new BadInputException("drill kill-silo", "needs --cluster: the local store is one process");
            }

            var people = context.Result.GetValue(k);
            var (lead, rest) = (context.Result.GetValue(before), context.Result.GetValue(after));
            var limit = SharedOptions.Milliseconds(context.Result.GetValue(deadline)) ?? QuestionDeadline.DefaultMilliseconds;
            await using var faceClient = await context.OpenClient(cancellationToken);
            var load = new LoadRun(faceClient, LoadCommand.Gallery);
            await context.Output.WithProgress($"enrolling {people} synthetic identities", people, progress =>
                load.Enroll(people, progress, cancellationToken));
            var clock = Stopwatch.StartNew();
            var killing = Kill(context.Result.GetValue(kill)!, clock, TimeSpan.FromSeconds(lead), cancellationToken);
            var tally = await context.Output.WithProgress("probing", lead + rest, async progress => await load.Ask(
                people, context.Result.GetValue(rate), lead + rest, limit, t => progress((int)t), cancellationToken));
            var killedAt = await killing;
            var answers = tally.Answers;
            var report = DrillReport.Of(killedAt, limit, LoadReport.Of(people, lead + rest, answers), answers);
            context.Output.Result(report, r =>
                $"killed at {Number(r.KilledAtSeconds, 1)} s; full service restored {Number(r.SecondsToFullService, 1)} s later; "
                    + $"{r.Affected} probes were late, incomplete or lost\n{LoadCommand.Text(r.Load)}");
            if (context.Result.GetValue(chart) is { } file)
            {
                var png = ImageCodec.EncodePng(
                    DrillChart.Draw($"Silo killed at {context.Result.GetValue(rate)} probes per second, K = {people}", killedAt, answers));
                AtomicFile.Write(file, stream => stream.Write(png));
            }

            return report.Load.WrongPerson + report.Load.WrongNotRecognized == 0 ? ExitCodes.Success : ExitCodes.Failure;
        }
    }

    /// <returns>Time of the kill, in seconds of the clock.</returns>
    private static async Task<double> Kill(string command, Stopwatch clock, TimeSpan wait, CancellationToken cancellationToken)
    {
        await Task.Delay(wait, cancellationToken);
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd", ["/c", command])
            : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start) ?? throw new BadInputException("--kill", "cannot be started");
        var at = clock.Elapsed.TotalSeconds;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? at : throw new BadInputException(
            "--kill", $"'{command}' failed with exit code {process.ExitCode}; no silo was killed");
    }
}
