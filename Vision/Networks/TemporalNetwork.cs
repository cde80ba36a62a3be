using FaceGrid.Vision.Weights;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>Base class of the two temporal liveness networks: seeded weights, reading and writing of weight files.</summary>
internal abstract class TemporalNetwork(string name) : Module<Tensor, Tensor>(name)
{
    /// <summary>The weight file's <c>architecture</c>.</summary>
    public abstract string Architecture { get; }

    /// <summary>Number of trainable floats.</summary>
    public long ParameterCount => parameters().Sum(p => p.numel());

    /// <summary>Loads all parameters from a file.</summary>
    /// <exception cref="BadInputException">The file holds another network, or values that are not finite.</exception>
    public void Load(SafeTensorsFile file)
    {
        if (file.Metadata.GetValueOrDefault("architecture") is var found && found != Architecture)
        {
            throw new BadInputException(file.Path, $"holds the network '{found?.ReplaceLineEndings(" ")}', '{Architecture}' was expected");
        }

        var named = Named();
        NetworkWeights.Check(file, Architecture, named.Select(p => (p.name, p.parameter.shape)));
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (tensorName, target) in named)
        {
            target.copy_(tensor(NetworkWeights.ReadFinite(file, tensorName), target.shape));
        }
    }

    /// <summary>Writes all parameters. <paramref name="metadata"/> is added to the architecture in the file's metadata.</summary>
    public void Save(string path, IReadOnlyDictionary<string, string> metadata)
    {
        var writer = new SafeTensorsWriter();
        using (no_grad())
        {
            using var scope = NewDisposeScope();
            foreach (var (tensorName, source) in Named())
            {
                writer.Add(tensorName, source.shape, source.detach().cpu().contiguous().data<float>().ToArray());
            }
        }

        writer.Save(path, new Dictionary<string, string>(metadata) { ["architecture"] = Architecture });
    }

    private (string name, TorchSharp.Modules.Parameter parameter)[] Named() =>
        [.. named_parameters().OrderBy(p => p.name, StringComparer.Ordinal)];
}
