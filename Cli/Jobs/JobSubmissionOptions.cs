using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Cli.Results;
using FaceGrid.Client.Jobs;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Styling;

namespace FaceGrid.Cli.Jobs;

/// <summary>The options of <c>--detach</c>, and the submission of a job and the start of a worker process.</summary>
internal sealed class JobSubmissionOptions(string again)
{
    private readonly Option<bool> _detach = new("--detach") { Description = "Submit as a background job and return at once; see 'jobs'" };
    private readonly Option<int> _priority = SharedOptions.Count(
        "--priority", "Priority of the job: higher runs first", 0, StyleJobRequest.LowestPriority, StyleJobRequest.HighestPriority);
    private readonly Option<bool> _again = new("--again") { Description = again };
    private readonly Option<bool> _noWorker =
        new("--no-worker") { Description = "With --detach: do not start a worker process; 'jobs run' executes the job" };
    private readonly Option<int> _keep = SharedOptions.Count(
        "--keep-checkpoints", "With --detach: number of newest checkpoints to keep", 2, 2, 64);

    public IReadOnlyList<Symbol> Symbols => [_detach, _priority, _again, _noWorker, _keep];

    public bool IsAsked(ParseResult result) => result.GetValue(_detach);

    public int Priority(ParseResult result) => result.GetValue(_priority);

    public bool Again(ParseResult result) => result.GetValue(_again);

    public int Keep(ParseResult result) => result.GetValue(_keep);

    /// <param name="context">The invocation.</param>
    /// <param name="submit">Submits the request.</param>
        /// <param name="cancellationToken">Cancels the submission.</param>
    /// <param name="data">The data folder; null: that of <c>--data</c>.</param>
    public async Task<int> Submit(
        CommandContext context, Func<JobClient, Task<JobReceipt>> submit, CancellationToken cancellationToken, string? data = null)
    {
        var jobAccess = context.Jobs(data);
        var (receipt, hasActiveWorker) = await jobAccess.AskOnce(
            async jobClient =>
            {
                // Before the inputs are stored: an interrupted removal could delete the same bytes.
                await jobClient.ResumeRemovals();
                return (await submit(jobClient), jobClient.HasActiveWorker);
            },
            cancellationToken);
        var startsWorker = !hasActiveWorker && receipt.Status.IsOpen() && !context.Result.GetValue(_noWorker);
        if (startsWorker)
        {
            WorkerProcess.Start(jobAccess.Folder, jobAccess.WorkerOptions());
        }

        context.Output.Result(
            new JobSubmittedResult(receipt.Job, receipt.IsNew, receipt.Status, startsWorker),
            r => r.IsNew
                ? $"{r.Job}: queued. Follow it with: facegrid jobs watch {r.Job}"
                : $"{r.Job}: identical job already exists (status: {r.Status.ToString().ToLowerInvariant()}); use --again to run it again");
        return ExitCodes.Success;
    }
}
