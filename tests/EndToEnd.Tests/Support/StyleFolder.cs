using System.Globalization;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>A temporary folder with two small pictures, and the arguments of a render of some seconds.</summary>
internal sealed class StyleFolder : IDisposable
{
    public const int Steps = 40;

    private const string SharedWeights = "models/vgg19-imagenet-conv.safetensors";

    private readonly string _path = Directory.CreateTempSubdirectory("facegrid-style-").FullName;

    public StyleFolder()
    {
        Draw(Content, (x, y) => (byte)(x < 32 == y < 24 ? 220 : 40));
        Draw(StyleImage, (x, y) => (byte)(127 + (120 * Math.Sin((x + (2 * y)) / 5.0))));
    }

    public string Content => this["content.png"];

    public string StyleImage => this["style.png"];

    public string this[string name] => Path.Combine(_path, name);

    /// <summary>Loading these weights is faster than generating random ones.</summary>
    public static string Weights => SharedFiles.Has(SharedWeights) ? SharedFiles.PathOf(SharedWeights) : "random";

    /// <summary>Small pictures and shallow layers: the look of the result is not tested.</summary>
    public string[] Style(string optimizer, int steps) =>
    [
        "style", "--content", Content, "--style", StyleImage, "--weights", Weights, "--size", "64", "--optimizer", optimizer,
        "--steps", steps.ToString(
            CultureInfo.InvariantCulture), "--content-layer", "relu2_2", "--style-layers", "relu1_1=1,relu2_1=1", "--threads", "1",
    ];

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static void Draw(string file, Func<int, int, byte> level)
    {
        var image = new RgbImage(64, 48);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var at = 3 * ((y * image.Width) + x);
                image.Pixels[at] = level(x, y);
                image.Pixels[at + 1] = level(y, x);
                image.Pixels[at + 2] = (byte)(255 - level(x, y));
            }
        }

        File.WriteAllBytes(file, ImageCodec.EncodePng(image));
    }
}
