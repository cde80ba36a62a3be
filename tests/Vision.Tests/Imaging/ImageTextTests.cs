using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Imaging;

/// <summary>Text within images, read back by Pillow.</summary>
public sealed class ImageTextTests : IDisposable
{
    private const string Settings = """{"steps":300,"note":"caf\u00e9"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonFact("PIL")]
    public void EncodePng_WithText_PillowReadsItAndThePixelsAreTheSame()
    {
        var image = Gradient();
        var png = ImageCodec.EncodePng(image, new Dictionary<string, string> { ["facegrid"] = Settings, ["Software"] = "FaceGrid é" });

        Assert.Equal(image.Pixels, ImageCodec.Decode(png, "png").Pixels);
        Assert.Equal($"{Settings}|FaceGrid é\n", Read(png, "a.png", "i.text['facegrid'] + '|' + i.text['Software']"));
    }

    [PythonFact("PIL")]
    public void EncodeJpeg_WithComment_PillowReadsItAndThePixelsAreTheSame()
    {
        var image = Gradient();
        var jpeg = ImageCodec.EncodeJpeg(image, 90, Settings);

        Assert.Equal(ImageCodec.Decode(ImageCodec.EncodeJpeg(image, 90), "jpeg").Pixels, ImageCodec.Decode(jpeg, "jpeg").Pixels);
        Assert.Equal($"{Settings}\n", Read(jpeg, "a.jpg", "i.info['comment'].decode()"));
    }

    [Fact]
    public void EncodeWithText_ThatTheFormatCannotHold_Refused()
    {
        Assert.Throws<ArgumentException>(() => ImageCodec.EncodePng(Gradient(), new Dictionary<string, string> { ["key"] = "snow ☃" }));
        Assert.Throws<ArgumentException>(() => ImageCodec.EncodePng(Gradient(), new Dictionary<string, string> { [""] = "x" }));
        Assert.Throws<ArgumentException>(() => ImageCodec.EncodeJpeg(Gradient(), 90, new string('x', 65534)));
    }

    private static RgbImage Gradient()
    {
        var image = new RgbImage(20, 10);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)((i * 7) % 251);
        }

        return image;
    }

    private string Read(byte[] bytes, string name, string expression)
    {
        var path = _folder.File(name);
        File.WriteAllBytes(path, bytes);
        return Python.Run(
            "import sys; from PIL import Image; i = Image.open(sys.argv[1]); i.load(); sys.stdout.reconfigure(encoding='utf-8'); "
                + $"print({expression})", path);
    }
}
