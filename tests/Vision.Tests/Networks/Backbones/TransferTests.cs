using FaceGrid.Tests;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Networks.Backbones;

public sealed class TransferTests : IDisposable
{
    private const string Vgg19 = "models/vgg19-imagenet-conv.safetensors";
    private static readonly BackboneOptions Small = new() { Height = 80, Width = 80, Embedding = 24, WidthMultiplier = 0.25 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mobilefacenet")]
    [InlineData("alexnet")]
    [InlineData("resnet-18")]
    [InlineData("inception")]
    public void LoadAllButEmbedding_AnotherEmbedding_TakesTheRestAndLeavesTheLastLayer(string name)
    {
        using var from = BackboneCatalog.Create(name, Small, seed: 1);
        using var to = BackboneCatalog.Create(name, Small with { Embedding = 7 }, seed: 2);
        using var untouched = BackboneCatalog.Create(name, Small with { Embedding = 7 }, seed: 2);
        using var file = Saved(from);

        Assert.Throws<BadInputException>(() => to.Load(file));
        to.LoadAllButEmbedding(file);

        var last = to.NamedState().TakeLast(
            to.NamedState().Count() - to.NamedState().TakeWhile(
                s => s.Tensor.shape.SequenceEqual(file.Entry(s.Name).Shape)).Count()).ToList();
        Assert.NotEmpty(last);
        var taken = to.NamedState().SkipLast(last.Count).ToList();
        Assert.All(taken, s => Assert.Equal(file.ReadFloats(s.Name), Values(s.Tensor)));
        Assert.Equal(untouched.NamedState().TakeLast(last.Count).Select(s => Values(s.Tensor)), last.Select(s => Values(s.Tensor)));
    }

    [Fact]
    public void LoadAllButEmbedding_AnotherInput_NamesTheFirstTensorThatDoesNotFitAndChangesNothing()
    {
        using var from = BackboneCatalog.Create("alexnet", Small, seed: 1);
        using var to = BackboneCatalog.Create("alexnet", Small with { Height = 112 }, seed: 2);
        using var file = Saved(from);
        var before = to.NamedState().Select(s => Values(s.Tensor)).ToList();

        var error = Assert.Throws<BadInputException>(() => to.LoadAllButEmbedding(file));

        Assert.Contains(
            "tensor 'fc6.weight' is 1024x64, AlexNet 112x80 of width 0.25 needs 1024x128", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, to.NamedState().Select(s => Values(s.Tensor)));
        to.LoadStages(file, 5);
        Assert.Equal(file.ReadFloats("conv5.bias"), Values(to.NamedState().Single(s => s.Name == "conv5.bias").Tensor));
    }

    [Fact]
    public void LoadStages_AnotherNetworksFile_IsBadInput()
    {
        using var from = BackboneCatalog.Create("resnet-18", Small, seed: 1);
        using var to = BackboneCatalog.Create("inception", Small, seed: 2);
        using var file = Saved(from);

        Assert.Contains(
            "weights of another network", Assert.Throws<BadInputException>(() => to.LoadStages(file, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("has 1 to 9", Assert.Throws<BadInputException>(() => to.LoadStages(file, 10)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_VarianceBelowZero_IsBadInput()
    {
        using var network = BackboneCatalog.Create("resnet-18", Small, seed: 1);
        using (no_grad())
        {
            network.NamedState().Single(s => s.Name == "layer2.0.bn1.running_var").Tensor.FillInPlace(-1);
        }

        using var file = Saved(network);

        var error = Assert.Throws<BadInputException>(() => network.Load(file));
        Assert.Contains("'layer2.0.bn1.running_var' holds a variance below zero", error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// The encoder's first layer gets RGB, (x − 127.5) / 128, and must give the responses of the published layer to BGR minus
    /// ImageNet's mean.
    /// </summary>
    [SharedFact(Vgg19)]
    public void VggTransfer_ImageNetConvolutions_GiveWhatTheyGaveAwayFromTheBorder()
    {
        using var scope = NewDisposeScope();
        using var file = SafeTensorsFile.Open(SharedFiles.PathOf(Vgg19));
        using var published = VggNetwork.Load(SharedFiles.PathOf(Vgg19));
        using var network = BackboneCatalog.Create("vgg-19", new BackboneOptions { Height = 32, Width = 32 }, seed: 1);
        var image = tensor(Enumerable.Range(0, 3 * 32 * 32).Select(i => (float)(i * 7919 % 256)).ToArray(), [1, 3, 32, 32]);
        var expected = published.Features(published.Input.Apply(image), [VggLayer.Parse("conv1_1", VggArchitecture.Vgg19)])[0];

        VggTransfer.Load(network, file, blueFirst: false, mean: 127.5, scale: 1 / 128.0);

        var state = network.NamedState().ToDictionary(s => s.Name, s => s.Tensor);
        var scaled = image.Minus(127.5).DividedBy(128);
        var actual = nn.functional.conv2d(scaled, state["features.0.weight"], state["features.0.bias"], padding: [1, 1]);
        var difference = actual.sub(expected).abs();
        Assert.True(difference.narrow(2, 1, 30).narrow(3, 1, 30).max().item<float>() < 2e-3f * expected.abs().max().item<float>());
        Assert.All(
            file.Tensors.Where(t => !t.Name.StartsWith("features.0.", StringComparison.Ordinal)), t =>
                Assert.Equal(file.ReadFloats(t.Name), Values(state[t.Name])));
    }

    [SharedFact(Vgg19)]
    public void VggTransfer_AnotherNetwork_IsBadInput()
    {
        using var file = SafeTensorsFile.Open(SharedFiles.PathOf(Vgg19));
        using var network = BackboneCatalog.Create("resnet-18", Small, seed: 1);

        Assert.Throws<BadInputException>(() => VggTransfer.Load(network, file, blueFirst: false, mean: 127.5, scale: 1 / 128.0));
    }

    private static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    private SafeTensorsFile Saved(Backbone network)
    {
        var path = _folder.File("network.safetensors");
        var writer = new SafeTensorsWriter();
        network.AddTo(writer);
        writer.Save(path);
        return SafeTensorsFile.Open(path);
    }
}
