using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Weights;
using static FaceGrid.Vision.Tensors.TensorLifetime;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Detection;

/// <summary>
/// One network of MTCNN (Zhang et al. 2016, "Joint Face Detection and Alignment Using Multitask Cascaded Convolutional Networks").
/// It was trained on images with rows and columns exchanged; the kernels are transposed on loading, so that the input is an
/// ordinary image. Immutable after loading and safe for concurrent calls.
/// </summary>
internal sealed class MtcnnStageNetwork : IDisposable
{
    private readonly OwnedParts _parts;
    private readonly MtcnnStage _stage;
    private readonly (PlainConvolution Convolution, Tensor Slopes)[] _trunk;
    private readonly (Tensor Weights, Tensor Bias, Tensor Slopes)? _dense;
    private readonly Func<Tensor, Tensor>[] _heads;
    private readonly Device _device;

    private MtcnnStageNetwork(SafeTensorsFile file, MtcnnStage stage, Device device, OwnedParts parts)
    {
        _parts = parts;
        _stage = stage;
        _device = device;
        _trunk = [.. Enumerable.Range(0, stage.Convolutions.Count)
            .Select(i => (parts.Add(PlainConvolution.Load(file, stage.Convolution(i), device)), Read(stage.Slopes(i))))];
        if (stage.Flat == 0)
        {
            _heads = [.. Enumerable.Range(0, stage.Heads.Count).Select<int, Func<Tensor, Tensor>>(
                h => parts.Add(PlainConvolution.Load(file, stage.HeadConvolution(h), device)).Forward)];
        }
        else
        {
            _dense = (
                Read(stage.DenseLayer + ".weights", stage.Flat, stage.Dense),
                Read(stage.DenseLayer + ".bias"),
                Read(stage.Slopes(stage.Convolutions.Count)));
            _heads = [.. Enumerable.Range(0, stage.Heads.Count).Select<int, Func<Tensor, Tensor>>(h =>
            {
                var weights = Read(stage.HeadLayer(h) + ".weights", stage.Dense, stage.Heads[h]);
                var bias = Read(stage.HeadLayer(h) + ".bias");
                return x => x.matmul(weights).Plus(bias);
            })];
        }

        Tensor Read(string name, params long[] shape)
        {
            using var scope = NewDisposeScope();
            var values = NetworkWeights.ReadFinite(file, name);
            return parts.Add(tensor(values, shape.Length == 0 ? [values.Length] : shape, device: device).DetachFromDisposeScope());
        }
    }

    /// <summary>Conversion of images to the network's input.</summary>
    public static NetworkPixels Input { get; } = new((127.5, 127.5, 127.5), 0.0078125);

    /// <summary>Loads the three networks of a file.</summary>
    /// <exception cref="BadInputException">The file does not hold their weights.</exception>
    public static (MtcnnStageNetwork Proposal, MtcnnStageNetwork Refinement, MtcnnStageNetwork Output) Load(
        SafeTensorsFile file, Device device)
    {
        MtcnnStage[] stages = [MtcnnStage.Proposal, MtcnnStage.Refinement, MtcnnStage.Output];
        NetworkWeights.Check(file, "MTCNN", stages.SelectMany(s => s.Tensors()));
        var loaded = new OwnedParts();
        try
        {
            var networks = stages
                .Select(s => loaded.Add(OwnedParts.Load(parts => new MtcnnStageNetwork(file, s, device, parts))))
                .ToArray();
            return (networks[0], networks[1], networks[2]);
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <param name="pixels">Count x Height x Width x 3, as <see cref="Input"/> writes them.</param>
    /// <returns>
    /// The output of each head, row-major: first the logit of a face (one number; ln p/(1−p)), then the corrections of the box
    /// (4: left, top, right, bottom as fractions of its size), and in the last network the landmarks (10 fractions: five x, then
    /// five y). For the proposal network each is H' x W' x numbers, H' = ⌈(H−2)/2⌉ − 4; for the others Count x numbers.
    /// </returns>
    public float[][] Forward(float[] pixels, int count, int height, int width)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var x = tensor(pixels, [count, height, width, 3], device: _device).permute(0, 3, 1, 2);
        for (var i = 0; i < _trunk.Length; i++)
        {
            x = Replace(x, _trunk[i].Convolution.Forward(x));
            x = Replace(x, nn.functional.prelu(x, _trunk[i].Slopes));
            var (_, _, pool, ceiling) = _stage.Convolutions[i];
            if (pool > 0)
            {
                x = Replace(x, nn.functional.max_pool2d(x, pool, 2, ceil_mode: ceiling));
            }
        }

        if (_dense is { } dense)
        {
            // The dense kernels expect channels to be interleaved and pixels column by column.
            x = x.permute(0, 3, 2, 1).contiguous().flatten(1);
            x = nn.functional.prelu(x.matmul(dense.Weights).Plus(dense.Bias), dense.Slopes);
        }

        return [.. _heads.Select((head, h) =>
        {
            var output = head(x);
            if (h == 0)
            {
                // The softmax over two classes is the sigmoid of this difference; near 1 its rounding would hide differences
                // between candidates.
                output = output.narrow(1, 1, 1).sub(output.narrow(1, 0, 1));
            }

            return (output.dim() == 4 ? output.permute(0, 2, 3, 1) : output).cpu().contiguous().data<float>().ToArray();
        })];
    }

    public void Dispose() => _parts.Dispose();
}
