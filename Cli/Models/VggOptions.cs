using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Cli.Models;

/// <summary>The option <c>--weights</c> of commands that use a VGG network.</summary>
internal static class VggOptions
{
    public static Option<string?> Weights() => new("--weights")
    {
        Description = "VGG-19 or VGG-16: a name in a --models folder, a safetensors file, or random "
            + $"(default: {VggSource.WeightsName} if installed, else random)",
        HelpName = "NAME|FILE|random",
    };

    /// <exception cref="BadInputException">The requested weights do not exist.</exception>
    public static VggSource Find(CommandContext context, string? weights) => VggSource.Find(context.Catalog, context.Device, weights);
}
