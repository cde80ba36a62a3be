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
        var command = new Command("jobs", "Renders and training runs in the background (begin one with: style … --detach, train encoder … --detach)");
        command.Subcommands.Add(new Command("list", "All jobs, oldest first").With([], List));
        command.Subcommands.Add(JobsShowCommand.Create());
        command.Subcommands.Add(JobsWatchCommand.Create());
        command.Subcommands.Add(Change("pause", "Stop at a checkpoint after the step under way", wait: true, (jobs, id) => jobs.Pause(id)));
        command.Subcommands.Add(Change("resume", "Put a paused job back into the queue", wait: false, (jobs, id) => jobs.Resume(id)));
        command.Subcommands.Add(Change("cancel", "End a job; its checkpoints stay", wait: true, (jobs, id) => jobs.Cancel(id)));
        command.Subcommands.Add(JobsRemoveCommand.Create());
        command.Subcommands.Add(JobsRemoveCommand.CreatePrune());
        command.Subcommands.Add(JobsForkCommand.Create());
        command.Subcommands.Add(JobsRunCommand.Create());
        return command;
    }

    public static Argument<string> Id() => new("ID") { Description = "As 'jobs list' shows it" };

    private static async Task<int> List(CommandContext context, CancellationToken cancellationToken)
    {
        var studio = context.Jobs();
        if (studio.HasJobs)
        {
            foreach (var job in await studio.Ask(jobs => jobs.List(), cancellationToken))
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
            var studio = context.Jobs();
            studio.RequireJobs();
            var job = await studio.Ask(jobs => change(jobs, context.Result.GetValue(id)!), cancellationToken);
            while (wait && job.IsLive && !job.Status.IsOpen())
            {
                // It is as was asked for already; its checkpoint is still to come.
                await Task.Delay(Poll, cancellationToken);
                job = await studio.Ask(async jobs => (await jobs.Describe(job.Job)).Summary, cancellationToken);
            }

            context.Output.Result(job, JobsText.Line);
            return ExitCodes.Success;
        }
    }
}
