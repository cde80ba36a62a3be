using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

/// <summary>
/// The images of Fixtures/make_fixtures.py; the expected pixels are read by this class, not by the code under test.
/// </summary>
internal static class Fixture
{
    public static string PathOf(string name) =>
        Path.Combine(SharedFiles.RepositoryRoot, "tests", "Vision.Tests", "Imaging", "Fixtures", name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>A P6 file as Pillow writes it: "P6\nW H\n255\n" and the pixels.</summary>
    public static RgbImage Expected(string name)
    {
        var bytes = Bytes(name);
        var lines = System.Text.Encoding.ASCII.GetString(bytes, 0, Math.Min(32, bytes.Length)).Split('\n');
        var size = lines[1].Split(' ');
        var start = lines[0].Length + lines[1].Length + lines[2].Length + 3;
        return new RgbImage(
            int.Parse(size[0], System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(size[1], System.Globalization.CultureInfo.InvariantCulture),
            bytes[start..]);
    }

    public static void AssertClose(RgbImage expected, RgbImage actual, int tolerance)
    {
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        for (var i = 0; i < expected.Pixels.Length; i++)
        {
            if (Math.Abs(expected.Pixels[i] - actual.Pixels[i]) > tolerance)
            {
                Assert.Fail(
                    $"pixel ({i / 3 % expected.Width}, {i / 3 / expected.Width}) channel {i % 3}: expected {expected.Pixels[i]} within "
                        + $"{tolerance}, got {actual.Pixels[i]}");
            }
        }
    }

    /// <summary>An image of seeded noise.</summary>
    public static RgbImage Noise(int width, int height, int seed)
    {
        var image = new RgbImage(width, height);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }
}
