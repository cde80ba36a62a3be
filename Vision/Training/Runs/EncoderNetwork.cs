using System.Globalization;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Weights;
using TorchSharp.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The network that a run trains, with the format of its input.</summary>
internal sealed class EncoderNetwork : IDisposable
{
    public const string DefaultBackbone = "mobilefacenet";

    /// <summary>Faces that are encoded at once.</summary>
    private const int EncodeBatch = 32;

    private readonly Backbone _network;

    /// <summary>Random weights from <see cref="EncoderRunOptions.Seed"/>.</summary>
    /// <exception cref="BadInputException">An unknown backbone, or a size that it cannot have.</exception>
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

    /// <summary>The layers that a network with these options has; nothing is allocated.</summary>
    /// <exception cref="BadInputException">An unknown backbone, or a size that it cannot have.</exception>
    public static IReadOnlyList<LayerDescription> Describe(EncoderRunOptions options) =>
        BackboneCatalog.Describe(options.Backbone, SizeOf(options));

    /// <summary>The trainable parameters, in a fixed order.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> TrainableParameters() =>
        _network.named_parameters().Where(p => p.parameter.requires_grad);

    /// <summary>Parameters and running statistics, in a fixed order, without the batch counters of batch normalisation.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> State() => _network.NamedState();

    /// <summary>Copies parameters and running statistics of a network with the same backbone and size.</summary>
    public void CopyFrom(EncoderNetwork other)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var state = other.State().ToDictionary(s => s.Name, s => s.Tensor, StringComparer.Ordinal);
        foreach (var (name, tensor) in State())
        {
            tensor.copy_(state[name]);
        }
    }

    /// <summary>The network's outputs for a batch, before they are normalised.</summary>
    /// <param name="pixels">N x Height x Width x 3, as <see cref="FaceInput.Write"/> leaves it.</param>
    /// <returns>N x 128.</returns>
    public Tensor Outputs(float[] pixels, int count, Device device) => _network.call(ToTensor(pixels, count, device));

    /// <summary>Encodes faces in evaluation mode: batch normalisation uses its running statistics.</summary>
    /// <param name="faces">Crops of 112 x 112.</param>
    /// <returns>128 floats of L2 norm 1 for each face.</returns>
    public float[][] Encode(IReadOnlyList<RgbImage> faces, Device device)
    {
        _network.eval();
        using var gradients = no_grad();
        var size = Input.Height * Input.Width * 3;
        var encodings = new List<float[]>(faces.Count);
        for (var from = 0; from < faces.Count; from += EncodeBatch)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(EncodeBatch, faces.Count - from);
            var pixels = new float[count * size];
            for (var i = 0; i < count; i++)
            {
                Input.Write(faces[from + i], pixels.AsSpan(i * size, size));
            }

            var normalised = nn.functional.normalize(Outputs(pixels, count, device));
            encodings.AddRange(normalised.cpu().contiguous().data<float>().ToArray().Chunk(FaceEncoding.Dimension));
        }

        return [.. encodings];
    }

    /// <summary>A batch of pixels as N x 3 x Height x Width.</summary>
    public Tensor ToTensor(float[] pixels, int count, Device device) =>

        // A view of interleaved pixels: libtorch keeps them, and the maps of every later layer, in channels-last layout.
        tensor(pixels, [count, Input.Height, Input.Width, 3], device: device).permute(0, 3, 1, 2);

    /// <summary>The maps after each stage; the last are the N x 128 outputs, not normalised.</summary>
    /// <param name="pixels">N x 3 x Height x Width.</param>
    public IReadOnlyList<Tensor> Maps(Tensor pixels) => _network.Maps(pixels);

    /// <summary>
    /// The maps of stages each of which receives the teacher's map of the stage before, not the student's own (Koratana et al. 2019, "LIT:
    /// Learned Intermediate Representation Training for Model Compression"): all stages learn independently from the first step. Larger
    /// maps have more positions to learn from, so that earlier stages receive fewer photos: as many as have the number of positions that
    /// all photos have at an eighth of the input's side.
    /// </summary>
    /// <param name="pixels">N x 3 x Height x Width.</param>
    /// <param name="teacher">The teacher's maps after each stage.</param>
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
    /// Releases the gradients. Setting them to zero would keep the memory layout of the run's first step, and sums in another layout round
    /// differently: a run resumed from a checkpoint would end in different bits.
    /// </summary>
    public void ReleaseGradients() => _network.zero_grad(set_to_none: true);

    public void To(Device device) => _network.to(device);

    /// <summary>Training mode: batch normalisation uses the statistics of the batch.</summary>
    public void UseTrainingMode() => _network.train();

    public void Load(SafeTensorsFile file) => _network.Load(file);

    /// <summary>Writes a weight file.</summary>
    /// <param name="metadata">Metadata beside the architecture, which is added.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Save(string path, IReadOnlyDictionary<string, string> metadata)
    {
        var all = new Dictionary<string, string>
        {
            ["architecture"] = Options.Backbone,
            ["embedding"] = FaceEncoding.Dimension.ToString(CultureInfo.InvariantCulture),
            ["input"] = Input.ToString(),
            ["width_multiplier"] = Options.Width.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in metadata)
        {
            all.Add(key, value);
        }

        var writer = new SafeTensorsWriter();
        _network.AddTo(writer);
        writer.Save(path, all);
    }

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
