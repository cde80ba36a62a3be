using System.Globalization;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Weights;
using TorchSharp.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The network that a run trains, with what it is given.</summary>
internal sealed class EncoderNetwork : IDisposable
{
    public const string DefaultBackbone = "mobilefacenet";

    private readonly Backbone _network;

    public EncoderNetwork(EncoderRunOptions options)
    {
        var reduction = FaceTemplate.Size / options.Input;
        Input = new FaceInput(options.Input, options.Input, 0, Bgr: false, 127.5, 1 / 128.0, reduction);
        Options = options;
        _network = BackboneCatalog.Create(options.Backbone, SizeOf(options), options.Seed);
        _network.Freeze(options.Freeze);
    }

    public EncoderRunOptions Options { get; }

    public FaceInput Input { get; }

    public long ParameterCount => _network.ParameterCount;

    /// <summary>Layers of the network that options ask for, without allocating it.</summary>
    /// <exception cref="BadInputException">An unknown backbone, or a size that it cannot have.</exception>
    public static IReadOnlyList<LayerDescription> Describe(EncoderRunOptions options) => BackboneCatalog.Describe(options.Backbone, SizeOf(options));

    /// <summary>Those that are learned, in a fixed order.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Learned() => _network.named_parameters().Where(p => p.parameter.requires_grad);

    /// <summary>Parameters and running statistics, in a fixed order; batches are not counted.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> State() => _network.NamedState();

    /// <summary>Encodes a batch and normalises it.</summary>
    /// <param name="pixels">N x Height x Width x 3, as <see cref="FaceInput.Write"/> leaves it.</param>
    /// <returns>N x 128, each of L2 norm 1.</returns>
    public Tensor Encode(float[] pixels, int count, Device device)
    {
        // Interleaved pixels seen as N x 3 x H x W: libtorch takes them, and every layer after, as channels-last.
        var x = tensor(pixels, [count, Input.Height, Input.Width, 3], device: device).permute(0, 3, 1, 2);
        return nn.functional.normalize(_network.call(x));
    }

    public void To(Device device) => _network.to(device);

    public void Train() => _network.train();

    public void Judge() => _network.eval();

    public void Load(SafeTensorsFile file) => _network.Load(file);

    public void AddTo(SafeTensorsWriter writer) => _network.AddTo(writer);

    /// <summary>What a weight file says of the network.</summary>
    public Dictionary<string, string> Metadata() => new()
    {
        ["architecture"] = Options.Backbone,
        ["embedding"] = FaceEncoding.Dimension.ToString(CultureInfo.InvariantCulture),
        ["input"] = Input.ToString(),
        ["width_multiplier"] = Options.Width.ToString(CultureInfo.InvariantCulture),
    };

    private static BackboneOptions SizeOf(EncoderRunOptions options) => new()
    {
        Height = options.Input,
        Width = options.Input,
        WidthMultiplier = options.Width,
        Embedding = FaceEncoding.Dimension,
        LearnSlopes = options.LearnSlopes,
    };

    public void Dispose() => _network.Dispose();
}
