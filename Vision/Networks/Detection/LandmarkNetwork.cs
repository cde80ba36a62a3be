using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Detection;

/// <summary>
/// The 68-point landmark networks of face-api.js: densely connected blocks (Huang et al. 2017, DenseNet, but with sums in place of
/// concatenations) of depthwise separable convolutions; each block halves the resolution. The full network has four blocks of four
/// convolutions, the tiny one three of three. Immutable after loading and safe for concurrent calls.
/// </summary>
internal sealed class LandmarkNetwork : IDisposable
{
    /// <summary>Side of the input in pixels.</summary>
    public const int Size = 112;

    /// <summary>Landmarks, in the order of iBUG 300-W.</summary>
    public const int Points = 68;

    private const int FirstChannels = 32;

    private static readonly ConvolutionSpec First = new("dense0.conv0.filters", "dense0.conv0.bias", 3, FirstChannels, 3, 2);

    private readonly OwnedParts _parts;
    private readonly PlainConvolution _first;
    private readonly SeparableConvolution[][] _blocks;
    private readonly Tensor _weights;
    private readonly Tensor _bias;
    private readonly Device _device;

    private LandmarkNetwork(SafeTensorsFile file, int blocks, Device device, OwnedParts parts)
    {
        _parts = parts;
        _device = device;
        _first = parts.Add(PlainConvolution.Load(file, First, device));
        _blocks = [.. Enumerable.Range(0, blocks).Select(b => Convolutions(b, blocks)
            .Select(c => parts.Add(SeparableConvolution.Load(file, c.Name, c.In, c.Out, c.Stride, device))).ToArray())];
        using var scope = NewDisposeScope();
        var last = Channels(blocks - 1);
        _weights = parts.Add(
            tensor(NetworkWeights.ReadFinite(file, "fc.weights"), [last, 2 * Points], device: device).DetachFromDisposeScope());
        _bias = parts.Add(tensor(NetworkWeights.ReadFinite(file, "fc.bias"), device: device).DetachFromDisposeScope());
    }

    /// <summary>Conversion of images to the network's input.</summary>
    public static NetworkPixels Input { get; } = new((122.782, 117.001, 104.298), 1.0 / 255);

    /// <summary>Whether this is the tiny network, with three blocks instead of four.</summary>
    public bool IsTiny => _blocks.Length == 3;

    /// <summary>Loads the full or the tiny network, whichever the file holds.</summary>
    /// <exception cref="BadInputException">The file does not hold the weights of either.</exception>
    public static LandmarkNetwork Load(SafeTensorsFile file, Device device)
    {
        var blocks = file.Contains("dense3.conv0.bias") ? 4 : 3;
        NetworkWeights.Check(
            file,
            blocks == 4 ? "the 68-point landmark network" : "the tiny 68-point landmark network",
            First.Tensors()
                .Concat(Enumerable.Range(0, blocks)
                    .SelectMany(b => Convolutions(b, blocks))
                    .SelectMany(c => SeparableConvolution.Tensors(c.Name, c.In, c.Out)))
                .Append(("fc.weights", [Channels(blocks - 1), 2 * Points]))
                .Append(("fc.bias", [2 * Points])));
        return OwnedParts.Load(parts => new LandmarkNetwork(file, blocks, device, parts));
    }

    /// <param name="pixels">Count x <see cref="Size"/> x <see cref="Size"/> x 3, as <see cref="Input"/> writes them.</param>
    /// <returns>Count x <see cref="Points"/> x 2 (x, y), as shares of the input's side.</returns>
    public float[] Forward(float[] pixels, int count)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var x = tensor(pixels, [count, Size, Size, 3], device: _device).permute(0, 3, 1, 2);
        for (var b = 0; b < _blocks.Length; b++)
        {
            x = Block(x, _blocks[b], b == 0 ? _first : null);
        }

        x = x.mean([2, 3]).matmul(_weights).Plus(_bias);
        return x.cpu().contiguous().data<float>().ToArray();
    }

    public void Dispose() => _parts.Dispose();

    /// <summary>The input of every convolution is the sum of all preceding outputs of the block.</summary>
    private static Tensor Block(Tensor input, SeparableConvolution[] convolutions, PlainConvolution? first)
    {
        using var scope = NewDisposeScope();
        var sum = first is null ? convolutions[0].Forward(input) : first.Forward(nn.functional.pad(input, (0, 1, 0, 1)));
        sum.relu_();
        var x = sum;
        foreach (var convolution in first is null ? convolutions[1..] : convolutions)
        {
            sum = sum.Plus(convolution.Forward(x));
            x = sum.relu();
        }

        return x.MoveToOuterDisposeScope();
    }

    private static int Channels(int block) => FirstChannels << block;

    /// <summary>The separable convolutions of a block; the first block starts with an ordinary convolution instead.</summary>
    private static IEnumerable<(string Name, int In, int Out, int Stride)> Convolutions(int block, int perBlock)
    {
        for (var c = block == 0 ? 1 : 0; c < perBlock; c++)
        {
            yield return ($"dense{block}.conv{c}", c == 0 ? Channels(block - 1) : Channels(block), Channels(block), c == 0 ? 2 : 1);
        }
    }
}
