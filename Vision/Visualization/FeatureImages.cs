using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Visualization;

/// <summary>Prepares photos for a network.</summary>
public static class FeatureImages
{
    /// <summary>
    /// Resizes so that the longer side has <paramref name="longSide"/> pixels, keeping the aspect ratio (bicubic).
    /// </summary>
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
    /// <param name="name">Name of the image in error messages.</param>
    /// <param name="deepest">The deepest layer that must have at least one unit on the image.</param>
    /// <exception cref="BadInputException">The file is not an image, or the image is too small for the layer.</exception>
    public static RgbImage Prepare(ReadOnlyMemory<byte> bytes, string name, int longSide, VggLayer deepest)
    {
        var image = Resize(ImageCodec.Decode(bytes, name), longSide);
        return Math.Min(image.Width, image.Height) >= deepest.MinSide
            ? image
            : throw new BadInputException(
                name, FormattableString.Invariant($"has {image.Width} x {image.Height} pixels at this size; {TooSmall(deepest)}"));
    }

    /// <summary>Why an image is too small for a layer.</summary>
    internal static string TooSmall(VggLayer layer) =>
        string.Create(CultureInfo.InvariantCulture, $"layer {layer} needs {layer.MinSide} x {layer.MinSide} at least");
}
