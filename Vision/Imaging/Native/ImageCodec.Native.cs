using FaceGrid.Vision.Imaging.Native;

namespace FaceGrid.Vision.Imaging;

/// <summary>The build without ImageSharp: the operating system's libjpeg-turbo and libpng.</summary>
public static partial class ImageCodec
{
    /// <summary>Thread-safe; holds nothing.</summary>
    public static IImageCodec Default { get; } = new NativeImageCodec();
}
