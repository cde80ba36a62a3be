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
        var options = new StyleCommandOptions();
        return new Command("style", "Render a photo in the style of a painting").With(options.Symbols, (context, cancellationToken) =>
        {
            var arguments = options.Read(context.Result);
            return arguments.Detach
                ? Submit(context, arguments, options.Submission, cancellationToken)
                : Run(context, arguments, cancellationToken);
        });
    }

    private static async Task<int> Submit(
        CommandContext context, StyleArguments arguments, StyleSubmission submission, CancellationToken cancellationToken)
    {
        Note(VggOptions.Find(context, arguments.Weights));

        // Assumes the larger of the two networks: the worker loads the weights.
        var inputs = arguments.Inputs.Read();
        return await submission.Run(
            context,
            context.Device == "cpu"
                ? MemoryBudget.Fit(arguments.Settings, inputs, VggArchitecture.Vgg19, arguments.MemoryGib)
                : arguments.Settings,
            inputs,
            arguments.Weights,
            arguments.Output,
            arguments.HasCheckpointEvery ? arguments.CheckpointEvery : null,
            cancellationToken);
    }

    private static async Task<int> Run(CommandContext context, StyleArguments arguments, CancellationToken cancellationToken)
    {
        var target = new StyleTarget(arguments.Output ?? throw new BadInputException("--out", "is required unless --detach is given"));
        if (arguments.Checkpoint is not null)
        {
            OutputFile.RequireFolder("--checkpoint", arguments.Checkpoint);
        }

        var files = arguments.Inputs.Read();
        var resumed = arguments.Checkpoint is { } checkpoint && File.Exists(checkpoint)
            ? StyleRun.Describe(await File.ReadAllBytesAsync(checkpoint, cancellationToken), checkpoint)
            : null;
        var threads = RunThreads.Of(context, resumed is null ? null : (arguments.Checkpoint!, resumed.Threads));
        LibTorch.SetThreads(threads);
        var source = VggOptions.Find(context, arguments.Weights);
        using var network = source.Load();
        Note(source);
        var settings = arguments.Settings;
        if (resumed is not null && !arguments.HasTile)
        {
            // The tile side was chosen for the memory available at the start.
            settings = settings with { TileSide = resumed.TileSide };
        }
        else if (context.Device == "cpu" && resumed is null)
        {
            settings = MemoryBudget.Fit(settings, files, network.Architecture, arguments.MemoryGib);
        }

        var render = new StyleRender(
            settings,
            files,
            network,
            target,
            arguments.Checkpoint,
            arguments.CheckpointEvery,
            arguments.SaveEvery,
            threads,
            context.Device);
        return await Render(context, render, target, cancellationToken);
    }

    private static async Task<int> Render(
        CommandContext context, StyleRender render, StyleTarget target, CancellationToken cancellationToken)
    {
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
            r => $"{r.Out}: {r.Width} x {r.Height} pixels, {r.Steps} steps, {Number(r.Seconds, 1)} s, "
                + $"J {r.FinalCost:G5} (content {r.ContentCost:G4}, style {r.StyleCost:G4}); {r.Losses}, {r.Provenance}");
        return ExitCodes.Success;
    }

    private static void Note(VggSource source)
    {
        if (source.Notice is { } notice)
        {
            Console.Error.WriteLine(notice);
        }
    }
}
