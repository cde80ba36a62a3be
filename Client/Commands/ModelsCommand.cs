using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Models;
using static FaceGrid.Client.Cli.Output;

namespace FaceGrid.Client.Commands;

/// <summary><c>models list</c>.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var command = new Command("models", "Encoders");
        command.Subcommands.Add(new Command("list", "The encoders that --model can name").With([], List));
        return command;
    }

    private static Task<int> List(CommandContext context, CancellationToken cancellationToken)
    {
        foreach (var (file, model, whyNot) in context.Catalog.List())
        {
            if (model is null)
            {
                context.Output.Note($"  {Path.GetFileNameWithoutExtension(file)}: no encoder ({whyNot})");
                continue;
            }

            var encoder = model.Encoder;
            context.Output.Result(
                new
                {
                    encoder.Name,
                    encoder.Version,
                    encoder.Architecture,
                    InputWidth = encoder.Input.Width,
                    InputHeight = encoder.Input.Height,
                    encoder.Threshold,
                    encoder.VerificationThreshold,
                    encoder.ThresholdSource,
                    encoder.Bytes,
                    model.Bundled,
                    Default = model.Bundled && Path.GetFileNameWithoutExtension(file) == ModelCatalog.DefaultName,
                    File = file,
                },
                m => $"{(m.Default ? "*" : " ")} {Path.GetFileNameWithoutExtension(file)}: {m.Architecture} {m.InputWidth}x{m.InputHeight}, "
                    + $"thresholds {Number(m.Threshold, 3)} (1:K) and {Number(m.VerificationThreshold, 3)} (1:1), {Number(m.Bytes / 1048576.0, 1)} MiB, {m.Version}");
        }

        return Task.FromResult(ExitCodes.Success);
    }
}
