using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Commands;
using FaceGrid.Client.Styling;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Grains.Styling;
using FaceGrid.Grains.Styling.Engines;
using FaceGrid.Vision;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Client.Jobs;

/// <summary><c>style … --detach</c>: the picture becomes a job, which a process in the background works on.</summary>
internal sealed class StyleSubmission
{
    private readonly Option<bool> detach = new("--detach") { Description = "Queue the picture as a job and return at once; see 'jobs'" };
    private readonly Option<int> priority = SharedOptions.Count("--priority", "Of the job: the higher runs first", 0, StyleJobRequest.LowestPriority, StyleJobRequest.HighestPriority);
    private readonly Option<bool> again = new("--again") { Description = "Render even if there is such a job already" };
    private readonly Option<bool> noWorker = new("--no-worker") { Description = "With --detach: start no process; 'jobs run' works on the job" };
    private readonly Option<int> keep = SharedOptions.Count("--keep-checkpoints", "With --detach: newest checkpoints kept, to fork from", 2, 2, 64);

    public IReadOnlyList<Symbol> Symbols => [detach, priority, again, noWorker, keep];

    public bool IsAsked(ParseResult result) => result.GetValue(detach);

    /// <param name="weights">As <c>--weights</c> has it.</param>
    /// <param name="picture">As <c>--out</c> has it: only its ending counts, for the format.</param>
    /// <param name="checkpointEvery">Steps; null: by time.</param>
    public async Task<int> Run(
        CommandContext context, StyleSettings settings, StyleFiles files, string? weights, string? picture, int? checkpointEvery, CancellationToken cancellationToken)
    {
        if (picture is not null)
        {
            StyleResults.RequireKnown(picture);
        }

        var result = context.Result;
        var studio = new StudioContext(context);
        JobReceipt receipt;
        bool areRun;
        await using (var jobs = await studio.Open(cancellationToken))
        {
            // What a removal that was cut off has left to delete goes now, before the same bytes are stored anew.
            await jobs.List();
            var request = new StyleJobRequest(
                new StyleRunSettings(settings, Everywhere(weights), "picture" + (Path.GetExtension(picture) ?? ".png")).ToJson(),
                await Store(jobs.Blobs, files, cancellationToken),
                result.GetValue(priority),
                CheckpointCadence.Default with { Steps = checkpointEvery, Keep = result.GetValue(keep) },
                result.GetValue(again));
            receipt = await jobs.Submit(request);
            areRun = jobs.AreRun;
        }

        var starts = !areRun && receipt.Status.IsOpen() && !result.GetValue(noWorker);
        if (starts)
        {
            WorkerProcess.Start(studio.Folder, studio.WorkerOptions());
        }

        context.Output.Result(
            new { receipt.Job, receipt.IsNew, receipt.Status, WorkerStarted = starts },
            r => r.IsNew
                ? $"{r.Job}: queued. Follow it with: facegrid jobs watch {r.Job}"
                : $"{r.Job}: asked for before, {r.Status.ToString().ToLowerInvariant()} (--again renders it anew)");
        return ExitCodes.Success;
    }

    /// <summary>The worker has another working directory.</summary>
    private static string? Everywhere(string? weights) => weights is not null && File.Exists(weights) ? Path.GetFullPath(weights) : weights;

    private static async Task<IReadOnlyList<JobImage>> Store(IBlobStore blobs, StyleFiles files, CancellationToken cancellationToken)
    {
        var images = new List<JobImage>();
        var (styles, masks) = (0, 0);
        foreach (var (input, bytes) in files.Inputs.Zip(files.Bytes))
        {
            var role = input.Part switch
            {
                "content" => StyleRunInputs.Content,
                "style" => StyleRunInputs.Style(++styles),
                "mask" => StyleRunInputs.Mask(++masks),
                "start" => StyleRunInputs.Start,
                _ => throw new BadInputException(input.Name, $"a job takes no {input.Part} image"),
            };
            images.Add(new JobImage(role, input.Name, await blobs.Put(bytes, cancellationToken)));
        }

        return images;
    }
}
