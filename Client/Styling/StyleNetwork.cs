using FaceGrid.Client.Models;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Client.Styling;

/// <summary>Which network styles are computed with.</summary>
internal static class StyleNetwork
{
    /// <summary>The weights that are looked for: VGG-19's convolutions with torchvision's names.</summary>
    public const string DefaultName = "vgg19-imagenet-conv";

    private const string RandomName = "random";

    /// <summary>The same on every machine, so that pictures can be made again.</summary>
    private const int RandomSeed = 19;

    /// <param name="nameOrFile">A name in the catalogue's folders, a file, <c>random</c>, or null: the default if it is there, else random.</param>
    /// <exception cref="BadInputException">No such weights, or weights of another network.</exception>
    public static VggNetwork Load(ModelCatalog catalog, string? nameOrFile, string device)
    {
        var file = nameOrFile is null ? catalog.Weights(DefaultName)
            : nameOrFile == RandomName ? null
            : File.Exists(nameOrFile) ? nameOrFile
            : catalog.Weights(nameOrFile) ?? throw new BadInputException($"--weights {nameOrFile}", "no such file, and no folder with models has weights of that name");
        return file is null ? VggNetwork.Random(VggArchitecture.Vgg19, RandomSeed, device) : VggNetwork.Load(file, device);
    }

    /// <summary>What a picture from weights that nobody trained is worth, and how to get better ones.</summary>
    public const string RandomNote =
        $"no {DefaultName}.safetensors here: a random VGG-19 paints textures but knows no objects; for better pictures put VGG-19's convolutions "
        + "(safetensors, torchvision's names features.N.weight and features.N.bias) under that name into a folder and name it with --models DIR, or name the file with --weights FILE";
}
