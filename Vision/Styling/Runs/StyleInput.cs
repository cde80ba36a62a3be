using System.Security.Cryptography;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>An image that a picture was made from.</summary>
/// <param name="Part"><c>content</c>, <c>style</c>, <c>mask</c> or <c>start</c>.</param>
/// <param name="Name">Of the file, without its folder.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
public sealed record StyleInput(string Part, string Name, string Sha256, int Width, int Height)
{
    /// <summary>Decodes an image file and says what it is.</summary>
    /// <param name="name">Path or name of the file; names it in errors.</param>
    /// <exception cref="BadInputException">Not a picture that can be decoded.</exception>
    public static (StyleInput Input, RgbImage Image) Decode(string part, string name, ReadOnlyMemory<byte> file)
    {
        var image = ImageCodec.Decode(file, name);
        return (new StyleInput(part, Path.GetFileName(name), Convert.ToHexStringLower(SHA256.HashData(file.Span)), image.Width, image.Height), image);
    }
}
