using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones;

/// <summary>
/// Initialises a VGG encoder with convolutions trained on ImageNet. Those expect pixels (c · Scale − Mean) / Std in their own
/// channel order (<see cref="VggInput"/>), while the encoder gets (c − mean) · scale. The first kernels and biases are
/// converted, so that the responses are unchanged except at the border, where the padding corresponds to the mean of the new input
/// instead of ImageNet's mean colour.
/// </summary>
public static class VggTransfer
{
    /// <summary>Number of loaded stages: the five blocks.</summary>
    public const int Blocks = VggLayer.Blocks;

    /// <summary>Loads the convolutions of a file into a network.</summary>
    /// <param name="network">A VGG-16 or VGG-19 of width 1.</param>
    /// <param name="file">
    /// A weight file with torchvision's tensor names. Its metadata <c>input</c> describes the training input; without it, BGR in
    /// 0..255 is assumed.
    /// </param>
    /// <param name="blueFirst">Channel order of the encoder's input.</param>
    /// <param name="mean">Mean of the encoder's input, subtracted from 0..255.</param>
    /// <param name="scale">Factor of the encoder's input, applied after the mean.</param>
    /// <exception cref="BadInputException">
    /// The network is not such a VGG, or the file does not hold its convolutions; the network is unchanged.
    /// </exception>
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

        // Channel k of the file's input is z = slope · x + shift, where x is a channel of the encoder's input.
        double[] means = [from.Mean.First, from.Mean.Second, from.Mean.Third];
        double[] deviations = [from.Std.First, from.Std.Second, from.Std.Third];
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
