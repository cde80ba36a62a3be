using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Jobs;
using FaceGrid.Cli.Models;
using FaceGrid.Cli.Styling;
using FaceGrid.Vision.Weights.Catalog;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Runs;
using FaceGrid.Vision.Tensors;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>style</c>: neural style transfer of one photo.</summary>
internal static class StyleCommand
{
    public static Command Create()
    {
        var options = new StyleOptions();
        var output = new Option<string?>("--out")
        {
            Description = "Output picture, PNG or JPEG with embedded settings; also writes OUT.losses.png and OUT.json, from which it can be reproduced", HelpName = "FILE",
        };
        var weights = VggOptions.Weights();
        var saveEvery = SharedOptions.Count("--save-every", "Also write the current picture every N steps (0: never)", 0, 0, 1_000_000);
        var checkpoint = new Option<string?>("--checkpoint")
        {
            Description = "Checkpoint file. Resumes from an existing checkpoint; results are bit-identical", HelpName = "FILE",
        };
        var checkpointEvery = SharedOptions.Count("--checkpoint-every", "Steps between two checkpoints", 25, 1, 1_000_000);
        var memory = MemoryBudget.Option();
        var submission = new StyleSubmission();
        return new Command("style", "Render a photo in the style of a painting")
            .With(
                [options.Symbols[0], options.Symbols[1], output, .. options.Symbols.Skip(2), weights, memory, saveEvery, checkpoint, checkpointEvery, .. submission.Symbols],
                Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var result = context.Result;
            var settings = options.Settings(result);
            if (submission.IsAsked(result))
            {
                if (result.GetValue(checkpoint) is not null || result.GetValue(saveEvery) > 0)
                {
                    throw new BadInputException("--detach", "cannot be combined with --checkpoint or --save-every: jobs write checkpoints themselves, and 'jobs watch --preview' writes previews");
                }

                Note(VggOptions.Find(context, result.GetValue(weights)));

                // Assumes the larger of the two networks: the worker loads the weights.
                var inputs = options.Files(result);
                return await submission.Run(
                    context,
                    context.Device == "cpu" ? MemoryBudget.Fit(settings, inputs, VggArchitecture.Vgg19, result.GetValue(memory)) : settings,
                    inputs,
                    result.GetValue(weights),
                    result.GetValue(output),
                    result.GetResult(checkpointEvery) is { Implicit: false } ? result.GetValue(checkpointEvery) : null,
                    cancellationToken);
            }

            var target = new StyleTarget(result.GetValue(output) ?? throw new BadInputException("--out", "is required unless --detach is given"));
            var checkpointPath = result.GetValue(checkpoint);
            if (checkpointPath is not null)
            {
                OutputFile.RequireFolder("--checkpoint", checkpointPath);
            }

            var files = options.Files(result);
            var resumed = checkpointPath is not null && File.Exists(checkpointPath)
                ? StyleRun.Describe(await File.ReadAllBytesAsync(checkpointPath, cancellationToken), checkpointPath)
                : null;
            var threads = RunThreads.Of(context, resumed is null ? null : (checkpointPath!, resumed.Threads));
            LibTorch.SetThreads(threads);
            var source = VggOptions.Find(context, result.GetValue(weights));
            using var network = source.Load();
            Note(source);

            if (resumed is not null && !options.HasTile(result))
            {
                // The tile side was chosen for the memory available at the start.
                settings = settings with { TileSide = resumed.TileSide };
            }
            else if (context.Device == "cpu" && resumed is null)
            {
                settings = MemoryBudget.Fit(settings, files, network.Architecture, result.GetValue(memory));
            }

            var render = new StyleRender(
                settings, files, network, target, checkpointPath, result.GetValue(checkpointEvery), result.GetValue(saveEvery), threads, context.Device);
            StyleReceipt? receipt;
            try
            {
                receipt = await Task.Run(() => render.Run(cancellationToken), CancellationToken.None);
            }
            catch (StyleDivergedException e)
            {
                ErrorLine.Write($"{e.Message}; the last good picture is in {target.Picture}");
                return ExitCodes.Failure;
            }

            if (receipt is null)
            {
                return ExitCodes.Interrupted;
            }

            context.Output.Result(
                receipt,
                r => $"{r.Out}: {r.Width} x {r.Height} pixels, {r.Steps} steps, {Number(r.Seconds, 1)} s, J {r.FinalCost:G5} (content {r.ContentCost:G4}, style {r.StyleCost:G4}); {r.Losses}, {r.Provenance}");
            return ExitCodes.Success;
        }
    }

    private static void Note(VggSource source)
    {
        if (source.Notice is { } notice)
        {
            Console.Error.WriteLine(notice);
        }
    }
}
