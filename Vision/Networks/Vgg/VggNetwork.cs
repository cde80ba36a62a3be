using System.Globalization;
using FaceGrid.Vision.Networks.Detection;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Vgg;

/// <summary>
/// The convolutions of VGG-16 or VGG-19 (Simonyan and Zisserman 2014): 3 x 3, padded by 1 with zeros, in five blocks with
/// 2 x 2 pooling between them. Weights are constants: gradients flow to the image only. Immutable after loading and safe
/// for concurrent calls.
/// </summary>
public sealed class VggNetwork : IDisposable
{
    private readonly OwnedParts _parts;
    private readonly Dictionary<VggLayer, (Tensor Weight, Tensor Bias)> _convolutions = [];

    private VggNetwork(VggArchitecture architecture, VggInput input, string version, bool isRandom, OwnedParts parts, Func<VggLayer, int, (Tensor, Tensor)> read)
    {
        (Architecture, Input, Version, IsRandom, _parts) = (architecture, input, version, isRandom, parts);
        foreach (var (layer, index) in Indices(architecture))
        {
            var (weight, bias) = read(layer, index);
            _convolutions.Add(layer, (parts.Add(weight), parts.Add(bias)));
        }

        (Type, Device) = (_convolutions.First().Value.Weight.dtype, _convolutions.First().Value.Weight.device);
    }

    public VggArchitecture Architecture { get; }

    /// <summary>What the weights were trained on.</summary>
    public VggInput Input { get; }

    /// <summary>Names these weights and no others: <c>vgg19-</c> and the first 12 digits of the file's SHA-256, or <c>vgg19-random-seed7</c>.</summary>
    public string Version { get; }

    /// <summary>Nobody trained these weights: textures are matched all the same, but objects are not known.</summary>
    public bool IsRandom { get; }

    /// <summary>Floating type of the weights, and of the images it takes.</summary>
    public ScalarType Type { get; }

    public Device Device { get; }

    /// <param name="path">A safetensors file with torchvision's names, <c>features.N.weight</c> and <c>features.N.bias</c>; those of VGG-16 and VGG-19
    /// are told apart by them. Its metadata <c>input</c> says what it was trained on; blue first and 0..255 if it says nothing.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="type">float32, or float64 to check gradients.</param>
    /// <exception cref="BadInputException">Unreadable, weights of another network, or no such device.</exception>
    public static VggNetwork Load(string path, string device = "cpu", ScalarType type = ScalarType.Float32)
    {
        var target = ComputeDevice.Parse(device);
        using var file = SafeTensorsFile.Open(path);
        var architecture = file.Contains("features.34.weight") ? VggArchitecture.Vgg19 : VggArchitecture.Vgg16;
        NetworkWeights.Check(file, architecture == VggArchitecture.Vgg16 ? "VGG-16" : "VGG-19", Needed(architecture));
        var version = $"{Name(architecture)}-{file.Sha256()[..12]}";
        return OwnedParts.Load(parts => new VggNetwork(
            architecture, VggInput.Of(file), version, isRandom: false, parts, (layer, index) => Make(
                NetworkWeights.ReadFinite(file, $"features.{index}.weight"), NetworkWeights.ReadFinite(file, $"features.{index}.bias"), layer, target, type)));
    }

    /// <summary>
    /// Kernels normal with variance 2 / fan in (He et al. 2015), biases 0, from a seed: for machines without the weights. Images
    /// are to be given as to the authors' weights.
    /// </summary>
    /// <exception cref="BadInputException">No such device.</exception>
    public static VggNetwork Random(VggArchitecture architecture, int seed, string device = "cpu", ScalarType type = ScalarType.Float32)
    {
        var target = ComputeDevice.Parse(device);
        var random = new Random(seed);
        var version = string.Create(CultureInfo.InvariantCulture, $"{Name(architecture)}-random-seed{seed}");
        return OwnedParts.Load(parts => new VggNetwork(architecture, VggInput.Caffe, version, isRandom: true, parts, (layer, _) =>
        {
            var kernel = NormalDeviates.Floats(random, layer.Channels * Inputs(layer) * 9, Math.Sqrt(2.0 / (Inputs(layer) * 9)));
            return Make(kernel, new float[layer.Channels], layer, target, type);
        }));
    }

    /// <summary>
    /// The maps at some layers, computed no further than the last of them. Gradients flow from them to the image if it asks for them.
    /// </summary>
    /// <param name="input">N x 3 x H x W as <see cref="VggInput.Apply"/> gives it, of the network's type and on its device.</param>
    /// <returns>For each layer, in the order asked for, N x C x ⌊H/stride⌋ x ⌊W/stride⌋, new tensors of the current dispose scope.</returns>
    /// <exception cref="BadInputException">The image has no unit at a layer.</exception>
    public Tensor[] Features(Tensor input, IReadOnlyList<VggLayer> layers, VggPooling pooling = VggPooling.Max)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(layers);
        var last = layers.Max();
        if (Math.Min(input.shape[2], input.shape[3]) < last.LeastSide)
        {
            throw new BadInputException(
                $"image of {input.shape[3]} x {input.shape[2]} pixels", $"layer {last} needs {last.LeastSide} x {last.LeastSide} at least");
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
    /// <param name="layer">Its place; whether it is rectified does not matter.</param>
    internal Tensor Convolve(Tensor x, VggLayer layer)
    {
        var (weight, bias) = _convolutions[layer with { Rectified = false }];
        return nn.functional.conv2d(x, weight, bias, padding: [1, 1]);
    }

    /// <summary>
    /// The gradient by a convolution's input: itself a convolution padded by 1, with each kernel turned by 180 degrees and inputs
    /// exchanged with outputs. No graph is needed, because the weights are constants; kernels are turned at each call, which
    /// takes less time than a transposed convolution would lose and no memory.
    /// </summary>
    /// <param name="gradient">By the outcome, N x C x H x W.</param>
    /// <param name="rows">Rows above and below those of the outcome that are asked for too: with 1 they are all that the gradient reaches.</param>
    internal Tensor ConvolveBack(Tensor gradient, VggLayer layer, int rows = 0)
    {
        using var scope = NewDisposeScope();
        var turned = Kernels(layer).transpose(0, 1).flip(2, 3);
        return nn.functional.conv2d(gradient, turned, padding: [1 + rows, 1]).MoveToOuterDisposeScope();
    }

    /// <summary>Kernels, out x in x 3 x 3; those of <c>conv1_1</c> see the colours as <see cref="Input"/> orders them.</summary>
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

    /// <summary>torchvision counts every rectifier and pooling.</summary>
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

    private static (Tensor Weight, Tensor Bias) Make(float[] kernel, float[] bias, VggLayer layer, Device device, ScalarType type)
    {
        using var scope = NewDisposeScope();
        return (
            tensor(kernel, [layer.Channels, Inputs(layer), 3, 3], device: device).to_type(type).DetachFromDisposeScope(),
            tensor(bias, device: device).to_type(type).DetachFromDisposeScope());
    }
}
