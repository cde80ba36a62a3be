using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Commands;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Styling;

namespace FaceGrid.Client.Jobs;

/// <summary>What <c>--detach</c> means, whatever is to be made: the options, and the way to the queue and to a worker.</summary>
internal sealed class JobSubmissionOptions(string again)
{
    private readonly Option<bool> detach = new("--detach") { Description = "Queue it as a job and return at once; see 'jobs'" };
    private readonly Option<int> priority = SharedOptions.Count("--priority", "Of the job: the higher runs first", 0, StyleJobRequest.LowestPriority, StyleJobRequest.HighestPriority);
    private readonly Option<bool> again = new("--again") { Description = again };
    private readonly Option<bool> noWorker = new("--no-worker") { Description = "With --detach: start no process; 'jobs run' works on the job" };
    private readonly Option<int> keep = SharedOptions.Count("--keep-checkpoints", "With --detach: newest checkpoints kept", 2, 2, 64);

    public IReadOnlyList<Symbol> Symbols => [detach, priority, again, noWorker, keep];

    public bool IsAsked(ParseResult result) => result.GetValue(detach);

    public int Priority(ParseResult result) => result.GetValue(priority);

    public bool Again(ParseResult result) => result.GetValue(again);

    public int Keep(ParseResult result) => result.GetValue(keep);

    /// <param name="submit">Puts the request.</param>
    /// <param name="anew">What <c>--again</c> does: "renders it anew".</param>
    /// <param name="data">The data folder; null: as <c>--data</c> has it.</param>
    public async Task<int> Submit(CommandContext context, Func<Studio, Task<JobReceipt>> submit, string anew, CancellationToken cancellationToken, string? data = null)
    {
        var studio = new StudioContext(context, data);
        var (receipt, areRun) = await studio.AskOnce(
            async jobs =>
            {
                // What a removal that was cut off has left to delete goes now, before the same bytes are stored anew.
                await jobs.List();
                return (await submit(jobs), jobs.AreRun);
            },
            cancellationToken);
        var starts = !areRun && receipt.Status.IsOpen() && !context.Result.GetValue(noWorker);
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
