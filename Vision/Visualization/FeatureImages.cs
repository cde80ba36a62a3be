using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Visualization;

/// <summary>From a photo to what the network is shown.</summary>
public static class FeatureImages
{
    /// <summary>Resizes so that the longer side has so many pixels, keeping the aspect (bicubic).</summary>
    public static RgbImage Resize(RgbImage image, int longSide)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(longSide, 1);
        var most = Math.Max(image.Width, image.Height);
        return ImageOps.Resize(image, Scaled(image.Width), Scaled(image.Height));

        int Scaled(int side) => Math.Max(1, (int)((((long)side * longSide * 2) + most) / (2L * most)));
    }

    /// <summary>Decodes and resizes a photo.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Names it in errors.</param>
    /// <param name="deepest">The last layer that must have a unit in it.</param>
    /// <exception cref="BadInputException">Not a picture, or too narrow for the layer.</exception>
    public static RgbImage Prepare(ReadOnlyMemory<byte> bytes, string name, int longSide, VggLayer deepest)
    {
        var image = Resize(ImageCodec.Decode(bytes, name), longSide);
        return Math.Min(image.Width, image.Height) >= deepest.LeastSide ? image : throw new BadInputException(
            name, string.Create(CultureInfo.InvariantCulture, $"has {image.Width} x {image.Height} pixels at this size; {TooSmall(deepest)}"));
    }

    /// <summary>Why an image is too small for a layer.</summary>
    internal static string TooSmall(VggLayer layer) =>
        string.Create(CultureInfo.InvariantCulture, $"layer {layer} needs {layer.LeastSide} x {layer.LeastSide} at least");
}
