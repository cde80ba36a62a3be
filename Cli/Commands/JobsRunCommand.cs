using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Jobs;
using FaceGrid.Client.Jobs;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Cli.Commands;

/// <summary><c>jobs run</c>: the worker.</summary>
internal static class JobsRunCommand
{
    /// <summary>
    /// Longest time from Ctrl-C to the end. Steps since the last checkpoint that do not finish in time are computed again.
    /// </summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    public static bool Is(Command command) => command.Name == "run" && command.Parents.Any(p => p.Name == "jobs");

    public static Command Create()
    {
        var stay = new Option<bool>("--stay") { Description = "Keep running and wait for new jobs" };
        return new Command("run", "Execute jobs until none is left; Ctrl-C stops at a checkpoint").With([stay], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var jobAccess = context.Jobs();
            var jobs = await new JobsWorker(jobAccess, job => context.Output.Result(job, JobsText.Line))
                .Run(context.Result.GetValue(stay), cancellationToken);
            var left = jobs.Where(j => !j.Status.IsFinal()).ToList();
            if (left.Count > 0)
            {
                var what = left.Count == 1 ? "unfinished job, stopped at its checkpoint" : "unfinished jobs, stopped at their checkpoints";
                Console.Error.WriteLine($"{left.Count} {what}: {string.Join(", ", left.Select(j => j.Job))}");
            }

            return ExitCodes.Success;
        }
    }
}
