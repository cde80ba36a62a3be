using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Vgg;

/// <summary>Conversion of RGB pixels in 0..255 to the input of a network: (channel · Scale − Mean) / Std.</summary>
/// <param name="BlueFirst">Whether channels are reordered to blue, green, red; means and deviations are then in that order.</param>
public sealed record VggInput(
    bool BlueFirst, double Scale, (double First, double Second, double Third) Mean, (double First, double Second, double Third) Std)
{
    /// <summary>Input of the authors' weights, and of Caffe: BGR in 0..255, minus the mean of ImageNet.</summary>
    public static VggInput Caffe { get; } = new(BlueFirst: true, 1, (103.939, 116.779, 123.68), (1, 1, 1));

    /// <summary>Input of torchvision's weights: RGB in 0..1, standardised.</summary>
    public static VggInput Torchvision { get; } = new(BlueFirst: false, 1 / 255.0, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225));

    /// <summary>
    /// The input of a file's weights: torchvision's where the metadata <c>input</c> begins with RGB, otherwise Caffe's.
    /// </summary>
    internal static VggInput Of(SafeTensorsFile file) =>
        file.Metadata.TryGetValue("input", out var input) && input.StartsWith("RGB", StringComparison.OrdinalIgnoreCase)
            ? Torchvision
            : Caffe;

    /// <summary>Converts images; differentiable.</summary>
    /// <param name="image">N x 3 x H x W, RGB, 0..255, of any floating type.</param>
    public Tensor Apply(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var ordered = BlueFirst ? image.flip(1) : image;
        var mean = Values(Mean.First, Mean.Second, Mean.Third);
        var scale = Values(Scale / Std.First, Scale / Std.Second, Scale / Std.Third);
        var shift = Values(-Mean.First / Std.First, -Mean.Second / Std.Second, -Mean.Third / Std.Third);
        return Std == (1, 1, 1) && Scale == 1 ? ordered.sub(mean) : ordered.mul(scale).Plus(shift);

        Tensor Values(double a, double b, double c) => tensor(new[] { a, b, c }, [1, 3, 1, 1], dtype: image.dtype, device: image.device);
    }

    /// <summary>
    /// The chain rule: converts a gradient with respect to the output of <see cref="Apply"/> to one with respect to the image.
    /// </summary>
    /// <param name="gradient">N x 3 x H x W.</param>
    internal Tensor Back(Tensor gradient)
    {
        using var scale = tensor(
            new[] { Scale / Std.First, Scale / Std.Second, Scale / Std.Third }, [1, 3, 1, 1], dtype: gradient.dtype,
            device: gradient.device);
        var scaled = gradient.mul(scale);
        if (!BlueFirst)
        {
            return scaled;
        }

        using (scaled)
        {
            return scaled.flip(1);
        }
    }
}
