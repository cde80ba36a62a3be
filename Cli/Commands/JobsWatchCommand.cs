using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Jobs;
using FaceGrid.Client.Jobs;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Cli.Commands;

/// <summary><c>jobs watch ID [--preview FILE.png]</c>.</summary>
internal static class JobsWatchCommand
{
    public static Command Create()
    {
        var id = JobsCommand.Id();
        var preview = new Option<string?>("--preview")
        {
            Description = "Write the current picture to this file every few seconds, and the finished picture at the end",
            HelpName = "FILE.png",
        };
        var side = SharedOptions.Count("--preview-side", "Longest side of the preview, in pixels", 512, 16, 4096);
        return new Command("watch", "Follow a job: step, J, Jc, Js, remaining time").With([id, preview, side], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var jobAccess = context.Jobs();
            jobAccess.RequireJobs();
            var file = context.Result.GetValue(preview);
            var watcher = new JobsWatcher(jobAccess)
            {
                NoActiveWorker = () => Console.Error.WriteLine("no worker executes the jobs; start one with: facegrid jobs run"),
            };
            var job = context.Result.GetValue(id)!;
            var exitCode = await Follow(
                context.Output,
                watcher,
                await jobAccess.OpenBlobs(cancellationToken),
                job,
                file,
                file is null ? 0 : context.Result.GetValue(side),
                cancellationToken);
            if (file is not null && exitCode == ExitCodes.Success)
            {
                await KeepPicture(jobAccess, job, file, cancellationToken);
            }

            return exitCode;
        }
    }

    /// <summary>Writes the finished picture in place of the preview: a job that ended early produced no preview.</summary>
    private static async Task KeepPicture(JobAccess jobAccess, string id, string file, CancellationToken cancellationToken)
    {
        var job = await jobAccess.Ask(jobClient => jobClient.Describe(id), cancellationToken);
        if (job.Results.FirstOrDefault(r => Path.GetExtension(r.Name).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg") is { } result)
        {
            var picture = await (await jobAccess.OpenBlobs(cancellationToken)).Get(result.Blob, cancellationToken);
            var png = ImageCodec.EncodePng(ImageCodec.Decode(picture, result.Name));
            AtomicFile.Write(file, stream => stream.Write(png));
        }
    }

    private static async Task<int> Follow(
        Output output, JobsWatcher watcher, IBlobStore blobs, string job, string? file, int side, CancellationToken cancellationToken)
    {
        // On a terminal the line is overwritten; elsewhere each event is a separate line.
        var redraws = !output.IsJson && !Console.IsOutputRedirected;
        var losses = new List<double>();
        BlobReference? shown = null;
        JobEvent? last = null;
        await foreach (var now in watcher.Watch(job, side, cancellationToken))
        {
            last = now;
            if (now.Progress is { Step: > 0 })
            {
                losses.Add(now.Progress.Total);
            }

            if (redraws)
            {
                Console.Out.Write("\r\e[2K" + JobsText.Event(now, losses));
            }
            else
            {
                output.Result(now, e => JobsText.Event(e, losses));
            }

            if (file is not null && now.Preview is { } next && next != shown && await JobsWatcher.Preview(blobs, now) is { } png)
            {
                shown = next;
                AtomicFile.Write(file, stream => stream.Write(png.Span));
            }
        }

        if (redraws)
        {
            Console.Out.WriteLine();
        }

        if (last is { Summary: { Status: JobStatus.Failed, Reason: { } reason } })
        {
            ErrorLine.Write($"job '{job}': {reason}");
            return ExitCodes.Failure;
        }

        return ExitCodes.Success;
    }
}
