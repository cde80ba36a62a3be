using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Converts between 8-bit images and tensors of 1 x 3 x H x W, red first, 0..255.</summary>
public static class PixelTensors
{
    /// <summary>An image as a new tensor in the current dispose scope.</summary>
    /// <returns>1 x 3 x H x W.</returns>
    public static Tensor ToTensor(RgbImage image, ScalarType type, Device device)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var scope = NewDisposeScope();
        var rows = new long[] { image.Height, image.Width, 3 };
        var pixels = tensor(image.Pixels, rows, device: device).permute(2, 0, 1).unsqueeze(0);
        return pixels.to_type(type).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>The luma of a mask as a new tensor in the current dispose scope.</summary>
    /// <returns>1 x 1 x H x W, 0..1.</returns>
    public static Tensor ToMask(RgbImage image, ScalarType type, Device device)
    {
        using var scope = NewDisposeScope();
        var rows = new long[] { 1, 1, image.Height, image.Width };
        return tensor(ImageOps.ToGrey(image), rows, device: device).to_type(type).DivideInPlace(255).MoveToOuterDisposeScope();
    }

    /// <summary>A tensor as an image, rounded to the nearest level and clamped to 0..255.</summary>
    /// <param name="pixels">1 x 3 x H x W.</param>
    public static RgbImage ToImage(Tensor pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        using var scope = NewDisposeScope();
        var bytes = pixels.detach().Between(0, 255).round().to_type(ScalarType.Byte).squeeze(0).permute(1, 2, 0).contiguous().cpu();
        return new RgbImage((int)pixels.shape[3], (int)pixels.shape[2], bytes.bytes.ToArray());
    }
}
