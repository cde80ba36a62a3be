using System.Globalization;
using System.Runtime.InteropServices;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Tests.Faces.Detection;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Visualization;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Visualization;

/// <summary>
/// Compares the map/reduce with Reference/unit_maxima.py, which keeps all maps of 200 images in float64 and sorts them.
/// </summary>
public sealed class BruteForcePyTorchTests
{
    private const string Weights = "models/vgg19-imagenet-conv.safetensors";
    private const int Images = 200;
    private const int LongSide = 64;

    // Half a unit in the last place of float32.
    private const double Rounding = 1.0 / (1 << 24);

    // Error bound of five convolutions in float32, relative to the largest value of a unit.
    private const double DeepNoise = 1e-5;

    private const double LargestPixel = 255 - 103.939;

    [SharedPythonFact(Weights, "data/orl")]
    public void Scan_200Images_SameNineAsPyTorchUnitByUnit()
    {
        using var folder = new TemporaryFolder();
        var (pictures, answers) = (
            Directory.CreateDirectory(Path.Combine(folder.Path, "pictures")).FullName,
            Directory.CreateDirectory(Path.Combine(folder.Path, "answers")).FullName);
        var layers = new[] { "conv1_1", "conv3_1" }.Select(n => VggLayer.Parse(n, VggArchitecture.Vgg19)).ToArray();
        var images = Directory.EnumerateFiles(
            SharedFiles.PathOf("data/orl"), "*.pgm", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(Images)
            .Select((file, number) => (number, FeatureImages.Prepare(File.ReadAllBytes(file), file, LongSide, layers[^1]))).ToArray();
        Assert.Equal(Images, images.Length);
        foreach (var (number, image) in images)
        {
            WritePpm(Path.Combine(pictures, number.ToString("D4", CultureInfo.InvariantCulture) + ".ppm"), image);
        }

        Python.Run(
            File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "tests/Vision.Tests/Visualization/Reference/unit_maxima.py")),
            SharedFiles.PathOf(Weights), pictures, answers, string.Join(',', layers));

        // In float64 both sides agree to the last stored digit, so that an incorrect merge cannot be hidden.
        using (var exact = new VggFeatures(VggNetwork.Load(SharedFiles.PathOf(Weights), type: ScalarType.Float64)))
        {
            var found = Scan(exact, images, layers);
            Compare(layers[0], found[0], answers, _ => 0);
            Compare(layers[1], found[1], answers, _ => 0);
        }

        // In float32, as in production, the first convolution is within the rounding bound of its sum; the fifth within a noise
        // level.
        using (var network = VggNetwork.Load(SharedFiles.PathOf(Weights)))
        {
            var bounds = FirstLayerBounds(network);
            using var features = new VggFeatures(network);
            var found = Scan(features, images, layers);
            Compare(layers[0], found[0], answers, unit => bounds[unit]);
            Compare(layers[1], found[1], answers, unit => DeepNoise * found[1][unit].Max(m => Math.Max(1, Math.Abs(m.Value))));
        }
    }

    /// <summary>In four parts, as in a distributed search.</summary>
    private static UnitMaxima[] Scan(VggFeatures features, (int Number, RgbImage Image)[] images, VggLayer[] layers)
    {
        var parts = images.Chunk(60).Select(chunk => features.Scan(chunk, layers)).ToList();
        return [.. Enumerable.Range(0, layers.Length).Select(l => parts.Select(p => p[l]).Aggregate(UnitMaxima.Merge))];
    }

    /// <summary>
    /// γₙ·(Σ|w|·|x| + |b|), γₙ = nu/(1 − nu), the rounding bound of a sum of n products in any order (Higham 2002,
    /// section 3.1), for each unit of conv1_1 and the largest possible pixels, whose rounding is one further operation.
    /// </summary>
    private static double[] FirstLayerBounds(VggNetwork network)
    {
        var layer = VggLayer.Parse("conv1_1", VggArchitecture.Vgg19);
        const int Operations = (3 * 3 * 3) + 2;
        using var scope = NewDisposeScope();
        var sums = network.Kernels(layer).to_type(ScalarType.Float64).abs().sum([1, 2, 3]).data<double>().ToArray();
        var centre = network.Convolve(zeros([1, 3, 3, 3]), layer).select(3, 1).select(2, 1).flatten();
        var bias = centre.to_type(ScalarType.Float64).abs().data<double>().ToArray();
        return [.. sums.Zip(bias, (s, b) => Operations * Rounding / (1 - (Operations * Rounding)) * ((s * LargestPixel) + b))];
    }

    /// <param name="error">Error bound of a unit's values, in addition to their rounding to float32.</param>
    private static void Compare(VggLayer layer, UnitMaxima found, string answers, Func<int, double> error)
    {
        var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(answers, $"{layer}.value"))).ToArray();
        int[][] places =
        [
            .. new[] { "image", "y", "x" }.Select(
                n => MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(Path.Combine(answers, $"{layer}.{n}"))).ToArray()),
        ];
        Assert.Equal(layer.Channels * UnitMaxima.Kept, values.Length);
        var same = 0;
        for (var unit = 0; unit < layer.Channels; unit++)
        {
            var expected = Enumerable.Range(unit * UnitMaxima.Kept, UnitMaxima.Kept)
                .Select(i => (Value: values[i], Image: places[0][i], Y: places[1][i], X: places[2][i])).ToArray();
            var allowed = error(unit);
            Assert.Equal(UnitMaxima.Kept, found[unit].Count);
            for (var rank = 0; rank < UnitMaxima.Kept; rank++)
            {
                // If each value is within this error, so is the value at each rank, whatever the order.
                var (ours, theirs) = (found[unit][rank], expected[rank]);
                Assert.True(Near(ours.Value, theirs.Value), $"{layer} unit {unit} rank {rank}: {ours}, not {theirs} within {allowed:G3}");
                same += (ours.Image, ours.Y, ours.X) == (theirs.Image, theirs.Y, theirs.X) ? 1 : 0;

                // The same image at another rank, the same image at a position of equal value, or a tie for the last ranks.
                Assert.True(
                    Array.Exists(expected, e => e.Image == ours.Image && Near(e.Value, ours.Value)) || Near(ours.Value, expected[^1].Value),
                    $"{layer} unit {unit} rank {rank}: {ours} is none of PyTorch's");
            }

            bool Near(double a, double truth) => Math.Abs(a - truth) <= allowed + (2 * Rounding * Math.Abs(truth));
        }

        // All except ties, which are rare in 8-bit photos.
        Assert.True(same >= 0.99 * values.Length, $"{layer}: {same} of {values.Length} are the same to the pixel");
    }

    private static void WritePpm(string path, RgbImage image)
    {
        using var stream = File.Create(path);
        stream.Write(
            System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P6 {image.Width} {image.Height} 255\n")));
        stream.Write(image.Pixels);
    }
}
