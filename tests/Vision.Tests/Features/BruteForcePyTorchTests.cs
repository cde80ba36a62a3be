using System.Globalization;
using System.Runtime.InteropServices;
using FaceGrid.Tests;
using FaceGrid.Vision.Features;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Tests.Faces.Detection;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Features;

/// <summary>Reference/unit_maxima.py keeps every map of 200 images and sorts; the map/reduce must find the same nine.</summary>
public sealed class BruteForcePyTorchTests
{
    private const string Weights = "models/vgg19-imagenet-conv.safetensors";
    private const int Images = 200;
    private const int LongSide = 64;

    // Two values nearer than this are equal as far as float32 can tell: their order, and whether the ninth or the tenth is kept,
    // may differ between two programs. Everything farther apart must agree in image, row and column.
    private const double Noise = 1e-5;

    [SharedPythonFact(Weights, "data/orl")]
    public void Scan_200Images_SameNineAsPyTorchUnitByUnit()
    {
        using var folder = new TemporaryFolder();
        var (pictures, answers) = (Directory.CreateDirectory(Path.Combine(folder.Path, "pictures")).FullName, Directory.CreateDirectory(Path.Combine(folder.Path, "answers")).FullName);
        var layers = new[] { "conv1_1", "conv3_1" }.Select(n => VggLayer.Parse(n, VggArchitecture.Vgg19)).ToArray();
        var images = Directory.EnumerateFiles(SharedFiles.PathOf("data/orl"), "*.pgm", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(Images)
            .Select((file, number) => (number, FeatureImages.Prepare(File.ReadAllBytes(file), file, LongSide, layers[^1]))).ToArray();
        Assert.Equal(Images, images.Length);
        foreach (var (number, image) in images)
        {
            WritePpm(Path.Combine(pictures, number.ToString("D4", CultureInfo.InvariantCulture) + ".ppm"), image);
        }

        using var features = new VggFeatures(VggNetwork.Load(SharedFiles.PathOf(Weights)));

        // In four parts, as grains would.
        var parts = images.Chunk(60).Select(chunk => features.Scan(chunk, layers)).ToList();

        Python.Run(
            File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "tests", "Vision.Tests", "Features", "Reference", "unit_maxima.py")),
            SharedFiles.PathOf(Weights), pictures, answers, string.Join(',', layers));
        for (var l = 0; l < layers.Length; l++)
        {
            Compare(layers[l], parts.Select(p => p[l]).Aggregate(UnitMaxima.Merge), answers);
        }
    }

    private static void Compare(VggLayer layer, UnitMaxima found, string answers)
    {
        var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(answers, $"{layer}.value"))).ToArray();
        int[][] places = [.. new[] { "image", "y", "x" }.Select(n => MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(Path.Combine(answers, $"{layer}.{n}"))).ToArray())];
        Assert.Equal(layer.Channels * UnitMaxima.Kept, values.Length);
        var same = 0;
        for (var unit = 0; unit < layer.Channels; unit++)
        {
            var expected = Enumerable.Range(unit * UnitMaxima.Kept, UnitMaxima.Kept)
                .Select(i => new UnitMaximum(values[i], places[0][i], places[1][i], places[2][i])).ToArray();
            Assert.Equal(UnitMaxima.Kept, found[unit].Count);
            for (var rank = 0; rank < UnitMaxima.Kept; rank++)
            {
                var (ours, theirs) = (found[unit][rank], expected[rank]);
                Assert.True(Near(ours.Value, theirs.Value), $"{layer} unit {unit} rank {rank}: {ours} instead of {theirs}");
                same += (ours.Image, ours.Y, ours.X) == (theirs.Image, theirs.Y, theirs.X) ? 1 : 0;

                // The same image elsewhere in the list, the same image at a place of equal value, or a tie for the last places.
                Assert.True(
                    Array.Exists(expected, e => e.Image == ours.Image && Near(e.Value, ours.Value)) || Near(ours.Value, expected[^1].Value),
                    $"{layer} unit {unit} rank {rank}: {ours} is none of PyTorch's");
            }
        }

        // Ties apart, every one: photos of 8 bits have few of them.
        Assert.True(same >= 0.99 * values.Length, $"{layer}: {same} of {values.Length} are the same to the pixel");
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= Noise * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));

    private static void WritePpm(string path, RgbImage image)
    {
        using var stream = File.Create(path);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P6 {image.Width} {image.Height} 255\n")));
        stream.Write(image.Pixels);
    }
}
