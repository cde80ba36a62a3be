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

    /// <summary>What asks for weights that nobody trained, and needs no notice then.</summary>
    private const string RandomName = "random";

    /// <summary>Of the random weights: the same everywhere, so that the same command draws the same picture.</summary>
    private const int RandomSeed = 19;

    private readonly string device;
    private readonly bool isRandomAsked;

    private VggSource(string? file, bool isRandomAsked, string device) => (File, this.isRandomAsked, this.device) = (file, isRandomAsked, device);

    /// <summary>The file of weights; null: random ones.</summary>
    public string? File { get; }

    /// <summary>One line for people where there are no trained weights though nobody asked for random ones, else null.</summary>
    public string? Notice => File is not null || isRandomAsked ? null
        : $"no {WeightsName}.safetensors here: a random VGG-19 is used, which knows textures but no objects; for better pictures put VGG-19's convolutions "
        + "(safetensors, torchvision's names features.N.weight and features.N.bias) under that name into a folder and name it with --models DIR, or name the file with --weights FILE";

    /// <summary><c>--weights</c>.</summary>
    public static Option<string?> WeightsOption() => new("--weights")
    {
        Description = $"VGG-19 or VGG-16: a name in a --models folder, a safetensors file, or random (default: {WeightsName} if it is there, else random)",
        HelpName = "NAME|FILE|random",
    };

    /// <param name="weights">As <c>--weights</c> has it; null: the catalogue's, or random ones.</param>
    /// <exception cref="BadInputException">Weights that are asked for are not there.</exception>
    public static VggSource Find(CommandContext context, string? weights)
    {
        if (weights is null or RandomName)
        {
            return new VggSource(weights is null ? context.Catalog.Weights(WeightsName) : null, isRandomAsked: weights is not null, context.Device);
        }

        var file = System.IO.File.Exists(weights) ? weights : Path.IsPathRooted(weights) ? null : context.Catalog.Weights(weights);
        return new VggSource(
            file ?? throw new BadInputException($"--weights {weights}", "no such file, and no folder of --models has it"), isRandomAsked: false, context.Device);
    }

    /// <summary>Reads or makes the weights.</summary>
    /// <exception cref="BadInputException">The file is of another network or damaged, or there is no such device.</exception>
    public VggNetwork Load() => File is null
        ? VggNetwork.Random(VggArchitecture.Vgg19, RandomSeed, device)
        : VggNetwork.Load(File, device);
}
