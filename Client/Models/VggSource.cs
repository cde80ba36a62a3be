using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Client.Models;

/// <summary>The VGG network of a command: a file of weights, the catalogue's, or a random one where there is neither.</summary>
internal sealed class VggSource
{
    /// <summary>What the catalogue calls the weights of Simonyan and Zisserman.</summary>
    public const string WeightsName = "vgg19-imagenet-conv";

    /// <summary>Of the random weights: the same everywhere, so that the same command draws the same picture.</summary>
    public const int RandomSeed = 19;

    private readonly string device;

    private VggSource(string? file, string device) => (File, this.device) = (file, device);

    /// <summary>The file of weights; null: random ones.</summary>
    public string? File { get; }

    /// <summary>One line for people where nobody trained the weights, else null.</summary>
    public string? Notice => File is not null ? null
        : $"no weights {WeightsName} here (a folder of --models, or --weights FILE): a random VGG-19 is used, which knows textures but no objects";

    /// <summary><c>--weights</c>.</summary>
    public static Option<string?> WeightsOption() => new("--weights")
    {
        Description = $"VGG-19 or VGG-16: a safetensors file, or a name in a folder of --models (default: {WeightsName}; without it random weights)",
        HelpName = "NAME|FILE",
    };

    /// <param name="weights">As <c>--weights</c> has it; null: the catalogue's, or random ones.</param>
    /// <exception cref="BadInputException">Weights that are asked for are not there.</exception>
    public static VggSource Find(CommandContext context, string? weights)
    {
        if (weights is null)
        {
            return new VggSource(context.Catalog.Weights(WeightsName), context.Device);
        }

        var file = System.IO.File.Exists(weights) ? weights : Path.IsPathRooted(weights) ? null : context.Catalog.Weights(weights);
        return new VggSource(file ?? throw new BadInputException($"--weights {weights}", "no such file, and no folder of --models has it"), context.Device);
    }

    /// <summary>Reads or makes the weights.</summary>
    /// <exception cref="BadInputException">The file is of another network or damaged, or there is no such device.</exception>
    public VggNetwork Load() => File is null
        ? VggNetwork.Random(VggArchitecture.Vgg19, RandomSeed, device)
        : VggNetwork.Load(File, device);
}
