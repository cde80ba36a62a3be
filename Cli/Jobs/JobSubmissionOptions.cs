using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Client.Jobs;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Styling;

namespace FaceGrid.Cli.Jobs;

/// <summary>What <c>--detach</c> means, whatever is to be made: the options, and the way to the queue and to a worker.</summary>
internal sealed class JobSubmissionOptions(string again)
{
    private readonly Option<bool> _detach = new("--detach") { Description = "Queue it as a job and return at once; see 'jobs'" };
    private readonly Option<int> _priority = SharedOptions.Count("--priority", "Of the job: the higher runs first", 0, StyleJobRequest.LowestPriority, StyleJobRequest.HighestPriority);
    private readonly Option<bool> _again = new("--again") { Description = again };
    private readonly Option<bool> _noWorker = new("--no-worker") { Description = "With --detach: start no process; 'jobs run' works on the job" };
    private readonly Option<int> _keep = SharedOptions.Count("--keep-checkpoints", "With --detach: newest checkpoints kept", 2, 2, 64);

    public IReadOnlyList<Symbol> Symbols => [_detach, _priority, _again, _noWorker, _keep];

    public bool IsAsked(ParseResult result) => result.GetValue(_detach);

    public int Priority(ParseResult result) => result.GetValue(_priority);

    public bool Again(ParseResult result) => result.GetValue(_again);

    public int Keep(ParseResult result) => result.GetValue(_keep);

    /// <param name="submit">Puts the request.</param>
    /// <param name="anew">What <c>--again</c> does: "renders it anew".</param>
    /// <param name="data">The data folder; null: as <c>--data</c> has it.</param>
    public async Task<int> Submit(CommandContext context, Func<JobClient, Task<JobReceipt>> submit, string anew, CancellationToken cancellationToken, string? data = null)
    {
        var studio = context.Jobs(data);
        var (receipt, areRun) = await studio.AskOnce(
            async jobs =>
            {
                // Before the inputs are stored: an interrupted removal could delete the same bytes.
                await jobs.ResumeRemovals();
                return (await submit(jobs), jobs.HasActiveWorker);
            },
            cancellationToken);
        var starts = !areRun && receipt.Status.IsOpen() && !context.Result.GetValue(_noWorker);
        if (starts)
        {
            WorkerProcess.Start(studio.Folder, studio.WorkerOptions());
        }

        context.Output.Result(
            new { receipt.Job, receipt.IsNew, receipt.Status, WorkerStarted = starts },
            r => r.IsNew
                ? $"{r.Job}: queued. Follow it with: facegrid jobs watch {r.Job}"
                : $"{r.Job}: asked for before, {r.Status.ToString().ToLowerInvariant()} (--again {anew})");
        return ExitCodes.Success;
    }
}
