using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Jobs;
using FaceGrid.Client.Jobs;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Cli.Commands;

/// <summary><c>jobs list|show|watch|pause|resume|cancel|remove|prune|fork|run</c>.</summary>
internal static class JobsCommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    public static Command Create()
    {
        var command = new Command(
            "jobs", "Background jobs: renders and training runs (submit with: style … --detach, train encoder … --detach)");
        command.Subcommands.Add(new Command("list", "List all jobs, oldest first").With([], List));
        command.Subcommands.Add(JobsShowCommand.Create());
        command.Subcommands.Add(JobsWatchCommand.Create());
        command.Subcommands.Add(
            Change("pause", "Pause a job at a checkpoint after its current step", wait: true, (jobClient, id) => jobClient.Pause(id)));
        command.Subcommands.Add(Change("resume", "Return a paused job to the queue", wait: false, (jobClient, id) => jobClient.Resume(id)));
        command.Subcommands.Add(
            Change("cancel", "Cancel a job; its checkpoints are kept", wait: true, (jobClient, id) => jobClient.Cancel(id)));
        command.Subcommands.Add(JobsRemoveCommand.Create());
        command.Subcommands.Add(JobsRemoveCommand.CreatePrune());
        command.Subcommands.Add(JobsForkCommand.Create());
        command.Subcommands.Add(JobsRunCommand.Create());
        return command;
    }

    public static Argument<string> Id() => new("ID") { Description = "Job id, as listed by 'jobs list'" };

    private static async Task<int> List(CommandContext context, CancellationToken cancellationToken)
    {
        var jobAccess = context.Jobs();
        if (jobAccess.HasJobs)
        {
            foreach (var job in await jobAccess.Ask(jobClient => jobClient.List(), cancellationToken))
            {
                context.Output.Result(job, JobsText.Line);
            }
        }

        return ExitCodes.Success;
    }

    private static Command Change(string name, string description, bool wait, Func<JobClient, string, Task<JobSummary>> change)
    {
        var id = Id();
        return new Command(name, description).With([id], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var jobAccess = context.Jobs();
            jobAccess.RequireJobs();
            var job = await jobAccess.Ask(jobClient => change(jobClient, context.Result.GetValue(id)!), cancellationToken);
            while (wait && job.IsLive && !job.Status.IsOpen())
            {
                // The status has changed already; the worker still writes the checkpoint.
                await Task.Delay(Poll, cancellationToken);
                job = await jobAccess.Ask(async jobClient => (await jobClient.Describe(job.Job)).Summary, cancellationToken);
            }

            context.Output.Result(job, JobsText.Line);
            return ExitCodes.Success;
        }
    }
}
