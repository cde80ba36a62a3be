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
        return nn.functional.normalize(_network.call(ToTensor(pixels, count, device)));
    }

    /// <summary>N x 3 x Height x Width.</summary>
    public Tensor ToTensor(float[] pixels, int count, Device device) =>

        // Interleaved pixels seen as N x 3 x H x W: libtorch takes them, and every layer after, as channels-last.
        tensor(pixels, [count, Input.Height, Input.Width, 3], device: device).permute(0, 3, 1, 2);

    /// <summary>The maps after each stage, the encodings last, not normalised.</summary>
    public IReadOnlyList<Tensor> Maps(Tensor pixels) => _network.Maps(pixels);

    /// <summary>
    /// The maps of stages that are each given the teacher's map before it, not the student's own (Koratana et al. 2019, "LIT: Learned
    /// Intermediate Representation Training for Model Compression"): all stages learn at once, none waits for those before it. Large
    /// maps have more positions to learn from, so the first stages are given fewer photos: as many as make the positions of all at
    /// an eighth of the input's side.
    /// </summary>
    /// <param name="teacher">Its maps after each stage.</param>
    public IReadOnlyList<Tensor> MapsFrom(Tensor pixels, IReadOnlyList<Tensor> teacher)
    {
        var all = pixels.shape[0];
        var maps = new Tensor[teacher.Count];
        for (var stage = 0; stage < maps.Length; stage++)
        {
            var positions = teacher[stage].dim() == 4 ? teacher[stage].shape[2] * teacher[stage].shape[3] : 1;
            var count = Math.Clamp(all * Input.Height * Input.Width / (64 * positions), Math.Min(2, all), all);
            maps[stage] = _network.Stage(stage, (stage == 0 ? pixels : teacher[stage - 1]).narrow(0, 0, count));
        }

        return maps;
    }

    /// <summary>
    /// Lets go of the gradients, which setting them to zero would not do: they would keep the memory layout that the run's first step
    /// gave them, in another of which the same sums are rounded otherwise. A run that goes on from a checkpoint would then end in other bits.
    /// </summary>
    public void ForgetGradients() => _network.zero_grad(set_to_none: true);

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

    internal static BackboneOptions SizeOf(EncoderRunOptions options) => new()
    {
        Height = options.Input,
        Width = options.Input,
        WidthMultiplier = options.Width,
        Embedding = FaceEncoding.Dimension,
        LearnSlopes = options.LearnSlopes,
    };

    public void Dispose() => _network.Dispose();
}
