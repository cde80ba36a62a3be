using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using FaceGrid.Tests;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling;

/// <summary>
/// Results of Reference/style_costs.py for three images and a network: every profile in one run, maps and Gram matrices in another.
/// </summary>
internal sealed class ReferenceCosts : IDisposable
{
    public const int Height = 64;
    public const int Width = 80;

    private readonly TemporaryFolder _folder = new();
    private readonly string _weights;
    private readonly Lazy<Dictionary<string, (Answer Terms, double[] Gradient)>> _profiles;
    private readonly Lazy<string> _features;
    private readonly Dictionary<ScalarType, VggNetwork> _networks = [];

    private ReferenceCosts(string? weights)
    {
        _weights = weights ?? WriteRandom(_folder.File("vgg16.safetensors"));
        Write("content", Content());
        Write("style", Style());
        Write("generated", Generated());
        _profiles = new(RunProfiles);
        _features = new(() => Run("features"));
    }

    /// <summary>The authors' VGG-19, blue first.</summary>
    public static Lazy<ReferenceCosts> Vgg19 { get; } = new(() => new ReferenceCosts(SharedFiles.PathOf(TestImages.Vgg19)));

    /// <summary>A VGG-16 of random weights, marked as red first: the other architecture, the other preprocessing.</summary>
    public static Lazy<ReferenceCosts> Vgg16 { get; } = new(() => new ReferenceCosts(null));

    public static Tensor Content(ScalarType type = ScalarType.Float32) => TestImages.Make(1, Height, Width).to_type(type);

    /// <summary>Of another size than the content.</summary>
    public static Tensor Style(ScalarType type = ScalarType.Float32) => TestImages.Make(2, Height, Height).to_type(type);

    public static Tensor Generated(ScalarType type = ScalarType.Float32) => TestImages.Make(3, Height, Width).to_type(type);

    public VggNetwork Network(ScalarType type)
    {
        if (!_networks.TryGetValue(type, out var network))
        {
            _networks.Add(type, network = VggNetwork.Load(_weights, type: type));
        }

        return network;
    }

    public (Answer Terms, double[] Gradient) Profile(string name) => _profiles.Value[name];

    /// <summary>Maps of the generated image, C x H x W.</summary>
    public double[] Features(string layer) => Read(_features.Value, layer + ".features");

    /// <summary>FFᵀ/M of the generated image.</summary>
    public double[] Gram(string layer) => Read(_features.Value, layer + ".gram");

    public void Dispose()
    {
        foreach (var network in _networks.Values)
        {
            network.Dispose();
        }

        _folder.Dispose();
    }

    private static double[] Read(string folder, string name) =>
        MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(folder, name))).ToArray();

    private Dictionary<string, (Answer, double[])> RunProfiles()
    {
        var names = Vision.Styling.StyleProfiles.All.Select(p => p.Name).ToArray();
        var lines = Python(names).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return names.Zip(lines).ToDictionary(
            p => p.First,
            p => (JsonSerializer.Deserialize<Answer>(p.Second, JsonSerializerOptions.Web)!, Read(_folder.Path, p.First + ".gradient")));
    }

    private string Run(string what)
    {
        Python([what]);
        return _folder.Path;
    }

    private string Python(string[] what) => Weights.Python.RunFile(
        Path.Combine(SharedFiles.RepositoryRoot, "tests", "Vision.Tests", "Styling", "Reference", "style_costs.py"),
        [_folder.Path, _weights, Height.ToString(CultureInfo.InvariantCulture), Width.ToString(CultureInfo.InvariantCulture), .. what]);

    private void Write(string name, Tensor image)
    {
        using (image)
        {
            File.WriteAllBytes(_folder.File(name + ".f32"), MemoryMarshal.AsBytes(image.data<float>().ToArray().AsSpan()).ToArray());
        }
    }

    private static string WriteRandom(string path)
    {
        var random = new Random(16);
        var writer = new SafeTensorsWriter();
        var (index, inputs) = (0, 3);
        foreach (var layer in VggLayer.All(VggArchitecture.Vgg16))
        {
            index += layer.Block > 1 && layer.Convolution == 1 ? 1 : 0;
            var scale = Math.Sqrt(2.0 / (9 * inputs)) * Math.Sqrt(3);
            var kernels = new float[layer.Channels * inputs * 9];
            for (var i = 0; i < kernels.Length; i++)
            {
                kernels[i] = (float)(scale * ((2 * random.NextDouble()) - 1));
            }

            var biases = Enumerable.Range(0, layer.Channels).Select(_ => (float)(0.1 * (random.NextDouble() - 0.5))).ToArray();
            writer.Add($"features.{index}.weight", [layer.Channels, inputs, 3, 3], kernels)
                .Add($"features.{index}.bias", [layer.Channels], biases);
            (index, inputs) = (index + 2, layer.Channels);
        }

        writer.Save(path, new Dictionary<string, string> { ["input"] = "RGB 0..1, standardised" });
        return path;
    }

    internal sealed record Answer(double[] Content, double[] Style, double Variation);
}
