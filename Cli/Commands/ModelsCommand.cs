using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Models;
using FaceGrid.Cli.Models.Downloads;
using FaceGrid.Cli.Models.Published;
using FaceGrid.Cli.Results;
using FaceGrid.Client;
using FaceGrid.Client.Jobs;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Vision;
using FaceGrid.Vision.Weights.Catalog;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>models list</c>, <c>models describe</c>, <c>models pull</c>, <c>models import</c> and <c>models activate</c>.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var command = new Command("models", "Encoders and the other networks");
        command.Subcommands.Add(new Command("list", "List the encoders for --model, the trained ones and the active one").With([], List));
        command.Subcommands.Add(ModelsDescribeCommand.Create());
        command.Subcommands.Add(Pull());
        command.Subcommands.Add(Import());
        command.Subcommands.Add(ModelsActivateCommand.Create());
        return command;
    }

    private static async Task<int> List(CommandContext context, CancellationToken cancellationToken)
    {
        var active = await ActiveVersion(context, cancellationToken);
        var files = new HashSet<string>(StringComparer.Ordinal);
        var published = PublishedModels.Load(null);
        foreach (var (file, model, error) in context.Catalog.List())
        {
            if (model is null)
            {
                var name = Path.GetFileNameWithoutExtension(file);
                context.Output.Note($"  {name}: {published.Find(name)?.Purpose ?? "not an encoder"} ({error})");
                continue;
            }

            var encoder = model.Encoder;
            files.Add(Path.GetFileName(file));
            context.Output.Result(
                new EncoderResult(
                    encoder.Name,
                    encoder.Version,
                    encoder.Architecture,
                    encoder.Input.Width,
                    encoder.Input.Height,
                    encoder.Threshold,
                    encoder.VerificationThreshold,
                    encoder.ThresholdSource,
                    encoder.Bytes,
                    model.Bundled,
                    model.Bundled && Path.GetFileNameWithoutExtension(file) == ModelCatalog.DefaultName,
                    encoder.Version == active,
                    file),
                m =>
                    $"{(m.Default ? "*" : " ")} {Path.GetFileNameWithoutExtension(file)}: {m.Architecture} {m.InputWidth}x{m.InputHeight}, "
                    + $"thresholds {Number(m.Threshold, 3)} (1:K) and {Number(m.VerificationThreshold, 3)} (1:1), "
                    + $"{Number(m.Bytes / 1048576.0, 1)} MiB, {m.Version}"
                    + (m.Active ? ", active" : ""));
        }

        foreach (var (run, weights) in await Trained(context, cancellationToken))
        {
            if (!files.Contains(ModelsActivateCommand.FileNameOf(weights.Name, run)))
            {
                context.Output.Result(
                    new TrainedEncoderResult(run, weights.Name, weights.Blob.Bytes, Active: false),
                    r => $"  {r.Run}: {r.Name}, training result, {Number(r.Bytes / 1048576.0, 1)} MiB; "
                        + $"to use it: facegrid models activate {r.Run}");
            }
        }

        return ExitCodes.Success;
    }

    /// <summary>
    /// The activated model version; null: none was activated, or the data folder is locked, which must not prevent listing the files.
    /// </summary>
    private static async Task<string?> ActiveVersion(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Cluster is null && !FaceClient.HasStore(context.Data))
        {
            return null;
        }

        try
        {
            await using var faceClient = await context.OpenClientWithoutEncoder(cancellationToken);
            return await faceClient.ActiveVersion();
        }
        catch (DataFolderInUseException exception)
        {
            context.Output.Note($"the active model is unknown: {exception.Message}");
            return null;
        }
    }

    /// <summary>Encoders of finished training runs, oldest first.</summary>
    private static async Task<IReadOnlyList<(string Run, JobResult Weights)>> Trained(
        CommandContext context, CancellationToken cancellationToken)
    {
        var jobAccess = context.Jobs();
        return jobAccess.HasJobs ? await jobAccess.Ask(Runs, cancellationToken) : [];

        static async Task<IReadOnlyList<(string, JobResult)>> Runs(JobClient jobClient)
        {
            var trained = new List<(string, JobResult)>();
            var done = (await jobClient.List()).Where(j => j is { Kind: JobKind.Training, Status: JobStatus.Done });
            foreach (var job in done.OrderBy(j => j.Created))
            {
                var results = (await jobClient.Describe(job.Job)).Results;
                trained.AddRange(results.Where(ModelsActivateCommand.IsEncoder).Select(r => (job.Job, r)));
            }

            return trained;
        }
    }

    private static Command Pull()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "Name of the network; without it, the available networks are listed with licence and size",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var address = new Option<string?>("--address")
        {
            Description = "Mirror: address of the file, or of the folder with the files; plain http is accepted",
            HelpName = "URL",
        };
        var manifest = new Option<string?>("--manifest") { Description = "Manifest to use instead of the built-in one", HelpName = "FILE" };
        var replace = Replace();
        return new Command(
            "pull", "Download a published network, verify its SHA-256, and import it").With([name, address, manifest, replace], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var published = PublishedModels.Load(context.Result.GetValue(manifest));
            var store = new ModelStore(context.Data, published);
            if (context.Result.GetValue(name) is not { } wanted)
            {
                ListPublished(context.Output, published, store);
                return ExitCodes.Success;
            }

            var model = published.Find(wanted)
                ?? throw new BadInputException(
                    $"model '{wanted}'", $"is unknown; known: {string.Join(", ", published.Models.Select(m => m.Name))}");
            var mirror = Address(context.Result.GetValue(address));
            if (!context.Output.IsJson)
            {
                await Console.Error.WriteLineAsync($"{model.Name}: licence {model.Licence}. {model.Note}");
            }

            var options = new DownloadOptions { AllowHttp = mirror is not null };
            var receipt = await context.Output.WithProgress(
                $"pulling {model.Name}",
                (int)Math.Min(model.Bytes, int.MaxValue),
                progress => store.Pull(
                    model,
                    mirror,
                    context.Result.GetValue(replace),
                    options,
                    bytes => progress((int)Math.Min(bytes, int.MaxValue)),
                    cancellationToken));
            Report(context.Output, receipt);
            return ExitCodes.Success;
        }
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "safetensors, PyTorch checkpoint, tfjs weights manifest (shards beside it) or ncnn .param (.bin beside it)",
        };
        var name = new Option<string>("--as") { Description = "Name to store the model under", HelpName = "NAME", Required = true };
        var network = new Option<string?>("--network")
        {
            Description = "Architecture of the weights (default: the network called NAME)",
            HelpName = "NETWORK",
        };
        var replace = Replace();
        return new Command("import", "Import weights from a file; nothing in it is executed").With([file, name, network, replace], Run);

        Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var store = new ModelStore(context.Data, PublishedModels.Load(path: null));
            Report(context.Output, store.Import(
                context.Result.GetValue(file)!,
                context.Result.GetValue(name)!,
                context.Result.GetValue(network),
                context.Result.GetValue(replace)));
            return Task.FromResult(ExitCodes.Success);
        }
    }

    private static Option<bool> Replace() => new("--replace") { Description = "Replace an existing model of that name" };

    private static Uri? Address(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? address
            : throw new BadInputException($"--address {text}", "must start with https:// or http://");
    }

    private static void ListPublished(Output output, PublishedModels published, ModelStore store)
    {
        foreach (var model in published.Models)
        {
            output.Result(
                new PublishedModelResult(
                    model.Name,
                    model.Purpose,
                    model.Licence,
                    model.Note,
                    model.Source,
                    model.Bytes,
                    store.Has(model.Name),
                    model.ByHand,
                    model.Files),
                m => $"{(m.Installed ? "*" : " ")} {m.Name}: {m.Purpose}, "
                    + $"{(m.ByHand is null ? Number(m.Bytes / 1048576.0, 1) + " MiB" : "manual")}, licence {m.Licence}. {m.Note}");
        }

        output.Note("* installed. Install another with: facegrid models pull NAME");
    }

    private static void Report(Output output, ModelReceipt receipt) => output.Result(
        receipt,
        r => $"{r.Name}: {r.Network}, {Number(r.Bytes / 1048576.0, 1)} MiB in {r.File}, "
            + (r.Published
                ? $"verified as the published file; licence {r.Licence}. {r.Note}"
                : "not a known published file; check its licence"));
}
