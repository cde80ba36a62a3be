using FaceGrid.Tests;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Networks;

public sealed class MobileFaceNetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedTheory("models/mobilefacenet-112x112.safetensors", "models/mobilefacenet-112x96.safetensors")]
    [InlineData(112)]
    [InlineData(96)]
    public void Load_PublishedWeights_FitTheNetworkToTheLastFloat(int width)
    {
        using var file = SafeTensorsFile.Open(SharedFiles.PathOf($"models/mobilefacenet-112x{width}.safetensors"));
        using var network = new MobileFaceNet(new BackboneOptions { Width = width }, seed: 1);

        network.Load(file);

        // All tensors of the file are trainable except the running statistics.
        var trained = file.Tensors.Where(t => !t.Name.Contains(".running_", StringComparison.Ordinal)).Sum(t => t.ElementCount);
        Assert.Equal(trained, network.ParameterCount);
        var parameter = network.named_parameters().Single(p => p.name == "blocks.7.conv.3.weight").parameter;
        Assert.Equal(file.ReadFloats("blocks.7.conv.3.weight"), parameter.data<float>().ToArray());
    }

    [Fact]
    public void AddToAndLoad_HalfWidth_GivesTheSameNetwork()
    {
        var options = new BackboneOptions { WidthMultiplier = 0.5 };
        using var first = new MobileFaceNet(options, seed: 1);
        using var second = new MobileFaceNet(options, seed: 2);
        var path = Save(first);
        using var input = randn(2, 3, 112, 112);

        using (var file = SafeTensorsFile.Open(path))
        {
            second.Load(file);
        }

        first.eval();
        second.eval();
        Assert.Equal(Values(first.call(input)), Values(second.call(input)));
    }

    [Fact]
    public void Constructor_SameSeed_GivesTheSameWeightsAndAnotherSeedOthers()
    {
        var options = new BackboneOptions { WidthMultiplier = 0.25 };
        using var first = new MobileFaceNet(options, seed: 1);
        using var again = new MobileFaceNet(options, seed: 1);
        using var other = new MobileFaceNet(options, seed: 2);

        Assert.Equal(Values(first.parameters().First()), Values(again.parameters().First()));
        Assert.NotEqual(Values(first.parameters().First()), Values(other.parameters().First()));
    }

    /// <summary>
    /// Compares with an independent implementation in PyTorch, on random weights with non-trivial running statistics.
    /// </summary>
    [PythonFact("torch", "numpy")]
    public void Forward_OwnHalfWidthWeights_EqualsPyTorch()
    {
        using var network = new MobileFaceNet(new BackboneOptions { WidthMultiplier = 0.5 }, seed: 5);
        network.train();
        for (var i = 0; i < 3; i++)
        {
            using var batch = randn(4, 3, 112, 112);
            network.call(batch).Dispose();
        }

        network.eval();
        var face = new byte[112 * 112 * 3];
        new Random(4).NextBytes(face);
        var path = Save(network);
        File.WriteAllBytes(_folder.File("face"), face);

        var answer = Python.Run(
            """
            import io, json, runpy, sys
            sys.argv = ["peer", sys.argv[1], "1", *sys.argv[2:]]
            sys.stdin = io.StringIO("encode " + open(sys.argv[3], "rb").read().hex() + " 1\n")
            runpy.run_path(sys.argv[4], run_name="__main__")
            """,
            path,
            _folder.File("face"),
            Path.Combine(SharedFiles.RepositoryRoot, "bench", "peers", "mobilefacenet_torch.py"));
        var expected = System.Text.Json.JsonDocument.Parse(answer.Split('\n')[1]).RootElement.GetProperty("encoding")
            .EnumerateArray().Select(e => e.GetSingle()).ToArray();

        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var input = tensor(face.Select(b => (b - 127.5f) / 128).ToArray(), [1, 112, 112, 3]).permute(0, 3, 1, 2);
        var actual = nn.functional.normalize(network.call(input)).data<float>().ToArray();
        Assert.Equal(128, actual.Length);
        Assert.All(actual.Zip(expected), p => Assert.Equal(p.Second, p.First, 2e-5f));
    }

    [Fact]
    public void Forward_SlopesKept_IsTheSameFunctionAndLeavesThemAlone()
    {
        var options = new BackboneOptions { Height = 28, Width = 28, WidthMultiplier = 0.25 };
        using var learned = new MobileFaceNet(options, seed: 5);
        using var kept = new MobileFaceNet(options with { LearnSlopes = false }, seed: 5);
        using var input = randn(4, 3, 28, 28);

        using var output = kept.call(input);
        using var sum = output.sum();
        sum.backward();

        Assert.All(Values(learned.call(input)).Zip(Values(output)), p => Assert.Equal(p.First, p.Second, 1e-4f));
        Assert.All(kept.named_parameters(), p => Assert.Equal(p.name.Contains("prelu", StringComparison.Ordinal)
            || (p.name.StartsWith("blocks.", StringComparison.Ordinal) && p.name.Split('.')[3] is "2" or "5"), p.parameter.grad is null));
    }

    [SharedFact("models/mobilefacenet-112x112.safetensors")]
    public void Load_LearnedSlopesIntoANetworkThatKeepsItsOwn_IsBadInput()
    {
        using var file = SafeTensorsFile.Open(SharedFiles.PathOf("models/mobilefacenet-112x112.safetensors"));
        using var kept = new MobileFaceNet(new BackboneOptions { LearnSlopes = false }, seed: 5);

        Assert.Contains("learned PReLU slopes", Assert.Throws<BadInputException>(() => kept.Load(file)).Message);
    }

    [Fact]
    public void Backward_AnyLoss_ReachesEveryParameter()
    {
        using var network = new MobileFaceNet(new BackboneOptions { WidthMultiplier = 0.25 }, seed: 5);
        network.train();
        using var input = randn(4, 3, 112, 112);
        using var weights = randn(4, 128);

        using var loss = network.call(input).mul(weights).sum();
        loss.backward();

        Assert.All(network.named_parameters(), p =>
        {
            Assert.True(p.parameter.grad is not null, p.name);
            Assert.True(p.parameter.grad!.abs().max().item<float>() > 0, p.name);
        });
    }

    [Theory]
    [InlineData(0, 112, 1)]
    [InlineData(112, 5000, 1)]
    [InlineData(112, 112, 0)]
    [InlineData(112, 112, double.NaN)]
    public void Constructor_SizeThatMakesNoNetwork_IsRefused(int height, int width, double multiplier) =>
        Assert.Throws<BadInputException>(() =>
            new MobileFaceNet(new BackboneOptions { Height = height, Width = width, WidthMultiplier = multiplier }, seed: 1));

    private static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    private string Save(MobileFaceNet network)
    {
        var path = _folder.File("network.safetensors");
        var writer = new SafeTensorsWriter();
        network.AddTo(writer);
        writer.Save(path);
        return path;
    }
}
