using System.Security.Cryptography;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>An input image of a run, for its provenance.</summary>
/// <param name="Role">Its role.</param>
/// <param name="Name">Name of the file without its folder.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record StyleInput(StyleImageRole Role, string Name, string Sha256, int Width, int Height)
{
    /// <summary>Decodes and describes an image file.</summary>
    /// <param name="role">Its role.</param>
    /// <param name="name">Path or name of the file, also used in errors.</param>
    /// <param name="file">Contents of the file.</param>
    /// <exception cref="BadInputException">The file is not an image that can be decoded.</exception>
    public static (StyleInput Input, RgbImage Image) Decode(StyleImageRole role, string name, ReadOnlyMemory<byte> file)
    {
        var image = ImageCodec.Decode(file, name);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file.Span));
        return (new StyleInput(role, Path.GetFileName(name), hash, image.Width, image.Height), image);
    }
}
