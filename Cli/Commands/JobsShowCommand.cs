using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Jobs;
using FaceGrid.Cli.Results;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Vision;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Cli.Commands;

/// <summary><c>jobs show ID [--out DIR]</c>.</summary>
internal static class JobsShowCommand
{
    public static Command Create()
    {
        var id = JobsCommand.Id();
        var folder = new Option<string?>("--out")
        {
            Description = "Write the results to this folder: picture or encoder, loss curves, provenance",
            HelpName = "DIR",
        };
        return new Command("show", "Show a job: settings, losses, checkpoints, log, results").With([id, folder], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var jobAccess = context.Jobs();
            jobAccess.RequireJobs();
            var job = await jobAccess.Ask(jobClient => jobClient.Describe(context.Result.GetValue(id)!), cancellationToken);
            var written = context.Result.GetValue(folder) is { } target
                ? await Write(await jobAccess.OpenBlobs(cancellationToken), job, target)
                : [];
            context.Output.Result(new JobShownResult(job, written), r =>
                string.Join('\n', [JobsText.Description(r.Job), .. r.Written.Select(f => $"wrote {f}")]));
            return ExitCodes.Success;
        }
    }

    private static async Task<IReadOnlyList<string>> Write(IBlobStore blobs, JobDescription job, string folder)
    {
        if (job.Results.Count == 0)
        {
            throw new BadInputException($"job '{job.Summary.Job}'", $"has no results: it is {JobsText.Status(job.Summary)}");
        }

        // A name from a silo is data: it must not lead out of the folder.
        if (job.Results.FirstOrDefault(r => !IsFileName(r.Name)) is { } unsafeName)
        {
            throw new BadInputException(
                $"job '{job.Summary.Job}'", $"has a result whose name is not a file name, '{unsafeName.Name}'; nothing was written");
        }

        var written = new List<string>();
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(folder, $"cannot be created ({exception.Message})", exception);
        }

        foreach (var result in job.Results)
        {
            var content = await blobs.Get(result.Blob);
            var path = Path.Combine(folder, result.Name);
            AtomicFile.Write(path, stream => stream.Write(content));
            written.Add(path);
        }

        return written;
    }

    private static bool IsFileName(string name) =>
        name.Length > 0 && name is not ("." or "..") && Path.GetFileName(name) == name && !name.Contains('\\') && !name.Any(char.IsControl);
}
