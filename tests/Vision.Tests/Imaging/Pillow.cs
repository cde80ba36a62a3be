using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Imaging;

/// <summary>Decodes images with Debian's Pillow.</summary>
internal static class Pillow
{
    private const string Script = """
        import base64, sys
        from PIL import Image, ImageOps
        for path in sys.argv[1:]:
            image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
            print(image.width, image.height, base64.b64encode(image.tobytes()).decode())
        """;

    /// <summary>The pixels of these files, upright RGB.</summary>
    public static RgbImage[] Decode(string[] files)
    {
        var lines = Python.Run(Script, files).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '));
        return [.. lines.Select(l => new RgbImage(Integer(l[0]), Integer(l[1]), Convert.FromBase64String(l[2])))];
    }

    private static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
