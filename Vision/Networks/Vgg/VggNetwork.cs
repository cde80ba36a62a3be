using System.Globalization;
using FaceGrid.Vision.Networks.Detection;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Vgg;

/// <summary>
/// The convolutions of VGG-16 or VGG-19 (Simonyan and Zisserman 2014): 3 x 3, padded by 1 with zeros, in five blocks with 2 x 2
/// pooling between them. The weights are constant, and gradients are propagated to the image only. Immutable after loading and safe
/// for concurrent calls.
/// </summary>
public sealed class VggNetwork : IDisposable
{
    private readonly OwnedParts _parts;
    private readonly Dictionary<VggLayer, (Tensor Weight, Tensor Bias)> _convolutions = [];

    private VggNetwork(
        VggArchitecture architecture,
        VggInput input,
        string version,
        bool isRandom,
        OwnedParts parts,
        Func<VggLayer, int, (Tensor, Tensor)> read)
    {
        (Architecture, Input, Version, IsRandom, _parts) = (architecture, input, version, isRandom, parts);
        foreach (var (layer, index) in Indices(architecture))
        {
            var (weight, bias) = read(layer, index);
            _convolutions.Add(layer, (parts.Add(weight), parts.Add(bias)));
        }

        (Type, Device) = (_convolutions.First().Value.Weight.dtype, _convolutions.First().Value.Weight.device);
    }

    /// <summary>VGG-16 or VGG-19.</summary>
    public VggArchitecture Architecture { get; }

    /// <summary>The input that the weights were trained on.</summary>
    public VggInput Input { get; }

    /// <summary>
    /// Identifies the weights: <c>vgg19-</c> and the first 12 digits of the file's SHA-256, or <c>vgg19-random-seed7</c>.
    /// </summary>
    public string Version { get; }

    /// <summary>
    /// Whether the weights are random and untrained. Style transfer still matches textures with them, but not objects.
    /// </summary>
    public bool IsRandom { get; }

    /// <summary>Floating type of the weights and of the input.</summary>
    public ScalarType Type { get; }

    /// <summary>Device of the weights and of the input.</summary>
    public Device Device { get; }

    /// <summary>Loads a VGG-16 or VGG-19; the names of the tensors determine which.</summary>
    /// <param name="path">
    /// A safetensors file with torchvision's names, <c>features.N.weight</c> and <c>features.N.bias</c>. Its metadata <c>input</c>
    /// describes the training input; without it, BGR in 0..255 is assumed.
    /// </param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="type">float32, or float64 to check gradients.</param>
    /// <exception cref="BadInputException">
    /// The file is unreadable or holds another network, or the device does not exist.
    /// </exception>
    public static VggNetwork Load(string path, string device = "cpu", ScalarType type = ScalarType.Float32)
    {
        var target = ComputeDevice.Parse(device);
        using var file = SafeTensorsFile.Open(path);
        var architecture = file.Contains("features.34.weight") ? VggArchitecture.Vgg19 : VggArchitecture.Vgg16;
        NetworkWeights.Check(file, architecture == VggArchitecture.Vgg16 ? "VGG-16" : "VGG-19", Needed(architecture));
        var version = $"{Name(architecture)}-{file.Sha256()[..12]}";
        return OwnedParts.Load(parts => new VggNetwork(
            architecture, VggInput.Of(file), version, isRandom: false, parts, (layer, index) =>
            {
                using var scope = NewDisposeScope();
                return (
                    Read($"features.{index}.weight", [layer.Channels, Inputs(layer), 3, 3]),
                    Read($"features.{index}.bias", [layer.Channels]));
            }));

        Tensor Read(string name, long[] shape) => NetworkWeights.ReadFinite(file, name, shape).to(type, target).DetachFromDisposeScope();
    }

    /// <summary>
    /// Creates a network with random weights from a seed, for machines without trained weights: kernels are normal with variance 2
    /// / fan-in (He et al. 2015), biases 0. The input is that of the authors' weights (<see cref="VggInput.Caffe"/>).
    /// </summary>
    /// <exception cref="BadInputException">The device does not exist.</exception>
    public static VggNetwork Random(VggArchitecture architecture, int seed, string device = "cpu", ScalarType type = ScalarType.Float32)
    {
        var target = ComputeDevice.Parse(device);
        var random = new Random(seed);
        var version = string.Create(CultureInfo.InvariantCulture, $"{Name(architecture)}-random-seed{seed}");
        return OwnedParts.Load(parts => new VggNetwork(architecture, VggInput.Caffe, version, isRandom: true, parts, (layer, _) =>
        {
            var kernel = NormalDeviates.Floats(random, layer.Channels * Inputs(layer) * 9, Math.Sqrt(2.0 / (Inputs(layer) * 9)));
            using var scope = NewDisposeScope();
            return (
                tensor(kernel, [layer.Channels, Inputs(layer), 3, 3], device: target).to_type(type).DetachFromDisposeScope(),
                zeros([layer.Channels], type, target).DetachFromDisposeScope());
        }));
    }

    /// <summary>
    /// Computes the feature maps of layers, up to the deepest of them. Differentiable with respect to the input.
    /// </summary>
    /// <param name="input">N x 3 x H x W as <see cref="VggInput.Apply"/> gives it, of the network's type and on its device.</param>
    /// <returns>
    /// For each requested layer, in order, N x C x ⌊H/stride⌋ x ⌊W/stride⌋, new tensors of the current dispose scope.
    /// </returns>
    /// <exception cref="BadInputException">The image is too small for a layer.</exception>
    public Tensor[] Features(Tensor input, IReadOnlyList<VggLayer> layers, VggPooling pooling = VggPooling.Max)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(layers);
        var last = layers.Max();
        if (Math.Min(input.shape[2], input.shape[3]) < last.MinSide)
        {
            throw new BadInputException(
                $"image of {input.shape[3]} x {input.shape[2]} pixels", $"layer {last} needs {last.MinSide} x {last.MinSide} at least");
        }

        var found = new Tensor[layers.Count];
        var x = input;
        foreach (var layer in VggLayer.All(Architecture))
        {
            if (layer.Block > 1 && layer.Convolution == 1)
            {
                x = Pool(x, pooling);
            }

            x = Convolve(x, layer);
            Keep(layer);
            if (layer == last)
            {
                break;
            }

            x = x.relu();
            Keep(layer with { Rectified = true });
            if (layer with { Rectified = true } == last)
            {
                break;
            }
        }

        return found;

        void Keep(VggLayer layer)
        {
            for (var i = 0; i < found.Length; i++)
            {
                if (layers[i] == layer)
                {
                    found[i] = x;
                }
            }
        }
    }

    /// <summary>One convolution with its bias, before the rectifier.</summary>
    /// <param name="layer">The convolution; <see cref="VggLayer.Rectified"/> is ignored.</param>
    internal Tensor Convolve(Tensor x, VggLayer layer)
    {
        var (weight, bias) = _convolutions[layer with { Rectified = false }];
        return nn.functional.conv2d(x, weight, bias, padding: [1, 1]);
    }

    /// <summary>
    /// The gradient with respect to a convolution's input: a convolution with padding 1 with each kernel rotated by 180 degrees and
    /// inputs and outputs exchanged. No graph is needed, because the weights are constant. Kernels are rotated at each call, which
    /// needs no memory and is faster than a transposed convolution.
    /// </summary>
    /// <param name="gradient">Gradient with respect to the output, N x C x H x W.</param>
    /// <param name="rows">
    /// Additional rows above and below the output's rows; with 1 the result covers all rows that the gradient reaches.
    /// </param>
    internal Tensor ConvolveBack(Tensor gradient, VggLayer layer, int rows = 0)
    {
        using var scope = NewDisposeScope();
        var turned = Kernels(layer).transpose(0, 1).flip(2, 3);
        return nn.functional.conv2d(gradient, turned, padding: [1 + rows, 1]).MoveToOuterDisposeScope();
    }

    /// <summary>Kernels, out x in x 3 x 3; those of <c>conv1_1</c> have the channel order of <see cref="Input"/>.</summary>
    internal Tensor Kernels(VggLayer layer) => _convolutions[layer with { Rectified = false }].Weight;

    internal static Tensor Pool(Tensor x, VggPooling pooling) =>
        pooling == VggPooling.Max ? nn.functional.max_pool2d(x, 2, 2) : nn.functional.avg_pool2d(x, [2, 2], [2, 2]);

    public void Dispose() => _parts.Dispose();

    private static string Name(VggArchitecture architecture) => architecture == VggArchitecture.Vgg16 ? "vgg16" : "vgg19";

    private static int Inputs(VggLayer layer) => layer switch
    {
        { Block: 1, Convolution: 1 } => 3,
        { Convolution: 1 } => (layer with { Block = layer.Block - 1 }).Channels,
        _ => layer.Channels,
    };

    /// <summary>The indices of torchvision, which also count rectifiers and poolings.</summary>
    private static IEnumerable<(VggLayer Layer, int Index)> Indices(VggArchitecture architecture)
    {
        var index = 0;
        foreach (var layer in VggLayer.All(architecture))
        {
            index += layer.Block > 1 && layer.Convolution == 1 ? 1 : 0;
            yield return (layer, index);
            index += 2;
        }
    }

    private static IEnumerable<(string Name, long[] Shape)> Needed(VggArchitecture architecture) =>
        Indices(architecture).SelectMany(l => new (string, long[])[]
        {
            ($"features.{l.Index}.weight", [l.Layer.Channels, Inputs(l.Layer), 3, 3]),
            ($"features.{l.Index}.bias", [l.Layer.Channels]),
        });
}
