using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Weights.Catalog;

/// <summary>Where a VGG network's weights come from: a file, the catalogue, or a random initialisation where there is neither.</summary>
public sealed class VggSource
{
    /// <summary>Name of Simonyan and Zisserman's weights in the catalogue.</summary>
    public const string WeightsName = "vgg19-imagenet-conv";

    /// <summary>Asks for untrained weights explicitly; no notice is needed then.</summary>
    public const string RandomName = "random";

    /// <summary>Seed of the random weights: constant, so that the same command renders the same picture everywhere.</summary>
    private const int RandomSeed = 19;

    private readonly string _device;
    private readonly bool _isRandomRequested;

    private VggSource(string? file, bool isRandomRequested, string device) =>
        (File, _isRandomRequested, _device) = (file, isRandomRequested, device);

    /// <summary>The file of weights; null: random weights.</summary>
    public string? File { get; }

    /// <summary>One line for users where trained weights are missing and random ones were not requested; else null.</summary>
    public string? Notice => File is not null || _isRandomRequested ? null
        : $"no {WeightsName}.safetensors here: a random VGG-19 is used, which responds to textures but not to objects; for better pictures "
        + "put VGG-19's convolutions (safetensors, torchvision's names features.N.weight and features.N.bias) under that name into a "
        + "folder and name it with --models DIR, or name the file with --weights FILE";

    /// <param name="catalog">Folders that are searched.</param>
    /// <param name="device">cpu, cuda or cuda:N.</param>
    /// <param name="weights">
    /// A name in the catalogue, a file, or <see cref="RandomName"/>; null: the catalogue's, or random weights.
    /// </param>
    /// <exception cref="BadInputException">The requested weights do not exist.</exception>
    public static VggSource Find(ModelCatalog catalog, string device, string? weights)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (weights is null or RandomName)
        {
            return new VggSource(weights is null ? catalog.Weights(WeightsName) : null, isRandomRequested: weights is not null, device);
        }

        var file = System.IO.File.Exists(weights) ? weights : Path.IsPathRooted(weights) ? null : catalog.Weights(weights);
        return new VggSource(
            file ?? throw new BadInputException($"--weights {weights}", "no such file, and no folder of --models has it"),
            isRandomRequested: false,
            device);
    }

    /// <summary>Reads or initialises the weights.</summary>
    /// <exception cref="BadInputException">The file is of another network or damaged, or the device does not exist.</exception>
    public VggNetwork Load() => File is null
        ? VggNetwork.Random(VggArchitecture.Vgg19, RandomSeed, _device)
        : VggNetwork.Load(File, _device);
}
