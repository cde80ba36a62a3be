using System.CommandLine;
using System.Diagnostics;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Jobs;
using FaceGrid.Cli.Results;
using FaceGrid.Client;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Files;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Cli.Commands;

/// <summary>
/// <c>models activate MODEL [--leave-behind]</c>: re-encodes all kept photos with another model, then switches to it in one step.
/// </summary>
internal static class ModelsActivateCommand
{
    private const string Extension = ".safetensors";

    private const int PeopleAtOnce = 32;

    /// <summary>How long the data folder is locked before it is released to other commands.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    /// <summary>How long the folder stays unlocked: longer than the polling interval of waiting commands.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(300);

    public static Command Create()
    {
        var model =
            new Argument<string>("MODEL")
            {
                Description = "A name listed by 'models list', a safetensors file, or a training run (run-…)",
            };
        var leave = new Option<bool>("--leave-behind")
        {
            Description = "Switch even if photos of some identities were not kept: these are not recognised until they are enrolled again",
        };
        return new Command(
            "activate", "Re-encode all kept photos with another model while recognition stays available, then switch to it in one step")
            .With([model, leave], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var entry = await Find(context, context.Result.GetValue(model)!, cancellationToken);
            var version = entry.Encoder.Version;
            var status = await Ask(a => a.Look(version, [context.Gallery]));
            if (status.WithoutPhotosCount > 0 && !status.IsActive)
            {
                await Console.Error.WriteLineAsync(
                    $"no photo was kept of {status.WithoutPhotosCount} of {status.People} identities: "
                        + $"{string.Join(", ", status.WithoutPhotos)}");
                if (!context.Result.GetValue(leave))
                {
                    throw new BadInputException(
                        $"model {version}",
                        "cannot recognise them; enrol them again with --keep-photos, or switch without them: --leave-behind");
                }
            }

            var encoded = status.Waiting;
            if (status.Waiting > 0)
            {
                await context.Output.WithProgress($"re-encoding {status.Waiting} identities", status.Waiting, async progress =>
                {
                    for (var left = status.Waiting; left > 0; progress(Math.Max(0, status.Waiting - left)))
                    {
                        left = await Ask(a => Steps(a, version, context.Gallery, cancellationToken));
                        await Task.Delay(Turn, cancellationToken);
                    }

                    return true;
                });
            }

            status = await Ask(a => a.Switch(version, [context.Gallery], context.Result.GetValue(leave)));
            context.Output.Result(
                new ModelActivatedResult(status.Version, status.People, status.Adopted, encoded, status.WithoutPhotosCount),
                r => $"{r.Version} is active for {r.Adopted} of {r.People} identities"
                    + (r.LeftBehind > 0 ? $"; {r.LeftBehind} left behind" : ""));
            return ExitCodes.Success;

            async Task<T> Ask<T>(Func<IModelActivationGrain, Task<T>> question)
            {
                await using var faceClient = await FaceClient.Open(
                    new FaceClientSettings(context.Data, entry, context.Device, context.Threads, MayCreate: false)
                    {
                        Cluster = context.Cluster,
                        Encryption = context.Encryption,
                    },
                    cancellationToken);
                return await question(faceClient.Activation);
            }
        }
    }

    /// <summary>True if the result file of a run is its encoder.</summary>
    public static bool IsEncoder(JobResult file) => file.Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>File name of a run's encoder in the data folder's models.</summary>
    /// <param name="weights">Name of the result file.</param>
    /// <param name="run">Job id of the run.</param>
    public static string FileNameOf(string weights, string run) => $"{Path.GetFileNameWithoutExtension(weights)}-{run}{Extension}";

    private static async Task<int> Steps(
        IModelActivationGrain activation, string version, string gallery, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        int left;
        do
        {
            left = await activation.Step(version, [gallery], PeopleAtOnce, cancellationToken);
        }
        while (left > 0 && Stopwatch.GetElapsedTime(started) < Slice);
        return left;
    }

    /// <summary>
    /// Finds the model; copies a file or a run's encoder into the data folder's models first, where later commands find it.
    /// </summary>
    private static async Task<ModelEntry> Find(CommandContext context, string name, CancellationToken cancellationToken)
    {
        if (File.Exists(name))
        {
            return Install(context, Path.GetFileName(name), await File.ReadAllBytesAsync(name, cancellationToken), name);
        }

        if (JobNames.KindOf(name) != JobKind.Training)
        {
            return context.Catalog.Find(name);
        }

        var jobAccess = context.Jobs();
        jobAccess.RequireJobs();
        var run = await jobAccess.Ask(jobClient => jobClient.Describe(name), cancellationToken);
        var weights = run.Results.FirstOrDefault(IsEncoder)
            ?? throw new BadInputException($"job '{name}'", $"has no encoder (status: {JobsText.Status(run.Summary)})");
        return Install(
            context,
            FileNameOf(weights.Name, name),
            await (await jobAccess.OpenBlobs(cancellationToken)).Get(weights.Blob, cancellationToken),
            name);
    }

    private static ModelEntry Install(CommandContext context, string fileName, byte[] weights, string from)
    {
        var folder = Path.Combine(context.Data, "models");
        var path = Path.Combine(folder, fileName);
        if (!File.Exists(path))
        {
            OwnerOnly.CreateFolder(folder);
            AtomicFile.Write(path, stream => stream.Write(weights));
        }
        else if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(weights))
        {
            throw new BadInputException(from, $"{path} is a different model of the same name; rename one of them");
        }

        return new ModelEntry(EncoderModel.Read(path), Bundled: false);
    }
}
