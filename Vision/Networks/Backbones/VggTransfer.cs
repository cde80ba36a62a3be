using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones;

/// <summary>
/// Starts a VGG encoder from convolutions that were trained on ImageNet, which see pixels (c · Scale − Mean) / Std in an order of their own
/// (<see cref="VggInput"/>), where the encoder is given (c − mean) · scale. The first kernels and biases are rewritten, so that everywhere
/// but at the border they give what they gave: there, padding is the mean of the new input and no longer ImageNet's mean colour.
/// </summary>
public static class VggTransfer
{
    /// <summary>Stages that are taken over: the five blocks.</summary>
    public const int Blocks = VggLayer.Blocks;

    /// <param name="network">VGG-16 or VGG-19 at width 1.</param>
    /// <param name="file">Tensors by torchvision's names; its metadata <c>input</c> says what it was trained on, blue first in 0..255 if nothing.</param>
    /// <param name="blueFirst">Of the encoder's input.</param>
    /// <param name="mean">Of the encoder's input: subtracted from 0..255.</param>
    /// <param name="scale">Of the encoder's input: then multiplied.</param>
    /// <exception cref="BadInputException">Not such a network, or the file does not hold its convolutions; nothing was changed.</exception>
    public static void Load(Backbone network, SafeTensorsFile file, bool blueFirst, double mean, double scale)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Architecture is not ("vgg-16" or "vgg-19"))
        {
            throw new BadInputException($"backbone '{network.Architecture}'", "only vgg-16 and vgg-19 can start from VGG's convolutions");
        }

        network.LoadStages(file, Blocks);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var first = network.NamedState().Take(2).ToList();
        var (kernels, bias) = (first[0].Tensor, first[1].Tensor);
        var from = VggInput.Of(file);

        // The file's channel k is z = slope · x + shift of the encoder's.
        double[] means = [from.Mean.First, from.Mean.Second, from.Mean.Third], deviations = [from.Std.First, from.Std.Second, from.Std.Third];
        var slopes = Row(deviations.Select(d => from.Scale / (scale * d)));
        var shifts = Row(means.Zip(deviations, (m, d) => ((mean * from.Scale) - m) / d));
        var exact = kernels.to_type(ScalarType.Float64);
        var moved = bias.to_type(ScalarType.Float64).Plus(exact.mul(shifts).sum([1, 2, 3]));
        var scaled = exact.mul(slopes);
        kernels.copy_(from.BlueFirst == blueFirst ? scaled : scaled.flip(1));
        bias.copy_(moved);

        Tensor Row(IEnumerable<double> values) => tensor(values.ToArray(), [1, 3, 1, 1], device: kernels.device);
    }
}
