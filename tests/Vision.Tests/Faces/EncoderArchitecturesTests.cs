using System.Globalization;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Faces;

/// <summary>A trained network of any architecture can be loaded as an encoder from its weight file.</summary>
public sealed class EncoderArchitecturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. BackboneCatalog.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_FileOfATrainedNetwork_EncodesAsTheNetworkDid(string architecture)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var options = new BackboneOptions { Height = 112, Width = 96, WidthMultiplier = 0.25 };
        var input = new FaceInput(112, 96, 8, Bgr: true, 127.5, 1 / 128.0);
        using var network = BackboneCatalog.Create(architecture, options, seed: 6);
        var faces = Enumerable.Range(0, 3).Select(Noise).ToArray();
        var pixels = new float[faces.Length * 112 * 96 * 3];
        for (var i = 0; i < faces.Length; i++)
        {
            input.Write(faces[i], pixels.AsSpan(i * 112 * 96 * 3, 112 * 96 * 3));
        }

        var x = tensor(pixels, [faces.Length, 112, 96, 3]).permute(0, 3, 1, 2);
        network.train();
        network.call(x).Dispose();
        network.eval();
        var expected = nn.functional.normalize(network.call(x)).data<float>().ToArray().Chunk(FaceEncoding.Dimension).ToArray();
        var path = Save(network, input);

        using var encoder = FaceEncoder.Load(path);

        Assert.Equal(architecture, encoder.Model.Architecture);
        var encodings = encoder.Encode(faces);
        Assert.All(encodings.Zip(expected), p => Assert.True(FaceEncoding.SquaredDistance(p.First, p.Second) < 1e-9));
        Assert.True(FaceEncoding.SquaredDistance(encodings[0], encodings[1]) > 1e-7);
    }

    [Fact]
    public void Load_FileThatNamesAnotherArchitectureThanItHolds_IsBadInput()
    {
        using var network = BackboneCatalog.Create("resnet-18", new BackboneOptions { WidthMultiplier = 0.25 }, seed: 6);
        var path = Save(network, new FaceInput(112, 112, 0, Bgr: false, 127.5, 1 / 128.0), "resnet-34");

        var error = Assert.Throws<BadInputException>(() => FaceEncoder.Load(path));

        Assert.Equal(
            $"{path}: weights of another network: tensor 'layer1.2.conv1.weight' is missing, ResNet-34 112x112 of width 0.25 needs "
                + "it", error.Message);
    }

    private static RgbImage Noise(int seed)
    {
        var image = new RgbImage(FaceTemplate.Size, FaceTemplate.Size);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    private string Save(Backbone network, FaceInput input, string? architecture = null)
    {
        var path = _folder.File("encoder.safetensors");
        var writer = new SafeTensorsWriter();
        network.AddTo(writer);
        writer.Save(path, new Dictionary<string, string>
        {
            ["architecture"] = architecture ?? network.Architecture,
            ["embedding"] = network.Options.Embedding.ToString(CultureInfo.InvariantCulture),
            ["input"] = input.ToString(),
            ["width_multiplier"] = network.Options.WidthMultiplier.ToString(CultureInfo.InvariantCulture),
        });
        return path;
    }
}
