using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Jobs;
using FaceGrid.Client.Jobs;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Cli.Commands;

/// <summary><c>jobs run</c>: the worker.</summary>
internal static class JobsRunCommand
{
    /// <summary>From Ctrl-C to the end at most. A step that takes longer is lost with what came since the last checkpoint, and made again.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    public static bool Is(Command command) => command.Name == "run" && command.Parents.Any(p => p.Name == "jobs");

    public static Command Create()
    {
        var stay = new Option<bool>("--stay") { Description = "Wait for new jobs when none is left" };
        return new Command("run", "Work on the jobs until none is left; Ctrl-C stops at a checkpoint").With([stay], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var studio = context.Jobs();
            var jobs = await new JobsWorker(studio, job => context.Output.Result(job, JobsText.Line))
                .Run(context.Result.GetValue(stay), cancellationToken);
            var left = jobs.Where(j => !j.Status.IsFinal()).ToList();
            if (left.Count > 0)
            {
                Console.Error.WriteLine($"{left.Count} {(left.Count == 1 ? "job is left, at its checkpoint" : "jobs are left, at their checkpoints")}: {string.Join(", ", left.Select(j => j.Job))}");
            }

            return ExitCodes.Success;
        }
    }
}
