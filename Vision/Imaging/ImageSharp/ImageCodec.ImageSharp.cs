using FaceGrid.Vision.Imaging.ImageSharp;

namespace FaceGrid.Vision.Imaging;

/// <summary>The build with ImageSharp.</summary>
public static partial class ImageCodec
{
    /// <summary>Thread-safe; holds nothing.</summary>
    public static IImageCodec Default { get; } = new ImageSharpCodec();
}
