using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Jobs;
using FaceGrid.Client.Jobs;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Cli.Commands;

/// <summary><c>jobs remove ID…</c> and <c>jobs prune --older-than DAYS</c>.</summary>
internal static class JobsRemoveCommand
{
    public static Command Create()
    {
        var ids = new Argument<string[]>("ID") { Description = "Job ids, as listed by 'jobs list'", Arity = ArgumentArity.OneOrMore };
        return new Command("remove", "Delete finished jobs: log, checkpoints, results, and inputs that no other job uses").With([ids], Run);

        Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var removed = context.Result.GetValue(ids)!;
            return Remove(context, jobClient => jobClient.Remove(removed), cancellationToken);
        }
    }

    public static Command CreatePrune()
    {
        var days = SharedOptions.Count("--older-than", "Days since the job ended", 30, 0, 36500);
        return new Command("prune", "Delete all jobs that ended at least that long ago").With([days], Run);

        Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var time = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(context.Result.GetValue(days));
            return Remove(context, jobClient => jobClient.Prune(time), cancellationToken);
        }
    }

    private static async Task<int> Remove(
        CommandContext context, Func<JobClient, Task<IReadOnlyList<JobSummary>>> remove, CancellationToken cancellationToken)
    {
        var jobAccess = context.Jobs();
        jobAccess.RequireJobs();
        foreach (var job in await jobAccess.AskOnce(remove, cancellationToken))
        {
            context.Output.Result(job, j => $"{j.Job}: removed (status: {JobsText.Status(j)})");
        }

        return ExitCodes.Success;
    }
}
