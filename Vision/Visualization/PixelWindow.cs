using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Visualization;

/// <summary>A square of an image, its top left corner at (X, Y). It may reach beyond the borders.</summary>
public readonly record struct PixelWindow(int X, int Y, int Side)
{
    /// <summary>
    /// The receptive field of the unit at (y, x) of a layer's map: every pixel that its activation can depend on. Each 3 x 3
    /// convolution reaches one of its strides further to the left and to the right, each pooling one stride of the block before
    /// to the right only.
    /// </summary>
    public static PixelWindow ReceptiveField(VggLayer layer, VggArchitecture architecture, int y, int x)
    {
        var reach = VggLayer.All(architecture).TakeWhile(l => l <= layer with { Rectified = false }).Sum(l => l.Stride);
        return new PixelWindow((x * layer.Stride) - reach, (y * layer.Stride) - reach, layer.ReceptiveField(architecture));
    }

    /// <summary>The pixels of the window, black beyond the image's borders.</summary>
    public RgbImage Cut(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var patch = new RgbImage(Side, Side);
        var (left, right) = (Math.Max(X, 0), Math.Min(X + Side, image.Width));
        for (var y = Math.Max(Y, 0); y < Math.Min(Y + Side, image.Height) && left < right; y++)
        {
            image.Pixels.AsSpan(((y * image.Width) + left) * 3, (right - left) * 3).CopyTo(patch.Pixels.AsSpan((((y - Y) * Side) + left - X) * 3));
        }

        return patch;
    }
}
