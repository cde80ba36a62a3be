using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Training.Optimisers;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Networks.Backbones;

public sealed class BackboneTests : IDisposable
{
    private const int Side = 80;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. BackboneCatalog.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Create_AnyArchitecture_HasThePlansParametersAndOutput(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Small(name, seed: 1);

        Assert.Equal(name, network.Architecture);
        Assert.Equal(network.Describe().Sum(l => l.Parameters), network.ParameterCount);
        Assert.Equal(network.ParameterCount, network.Stages.Sum(s => s.Sum(p => p.numel())));
        Assert.Equal(
            network.Stages.Select(s => s.Sum(p => p.numel())), network.Describe().GroupBy(l => l.Stage).Select(
                g => g.Sum(l => l.Parameters)));
        Assert.Equal(network.Stages.Count, network.StageNames.Count);
        network.eval();
        Assert.Equal([2L, 24L], network.call(rand(2, 3, Side, Side)).shape);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Create_SameSeed_GivesTheSameStateWhateverLibtorchsGeneratorDid(string name)
    {
        using var first = Small(name, seed: 1);
        manual_seed(99);
        using var again = Small(name, seed: 1);
        using var other = Small(name, seed: 2);

        Assert.Equal(State(first), State(again));
        Assert.NotEqual(State(first), State(other));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AddToAndLoad_AnyArchitecture_GivesTheSameState(string name)
    {
        using var first = Small(name, seed: 1);
        first.train();
        using (var x = rand(4, 3, Side, Side))
        {
            first.call(x).Dispose();
        }

        using var second = Small(name, seed: 2);
        using var file = Saved(first);
        Assert.Equal(
            first.NamedState().Select(s => s.Name).Order(StringComparer.Ordinal), file.Tensors.Select(t => t.Name).Order(
                StringComparer.Ordinal));

        second.Load(file);

        Assert.Equal(State(first), State(second));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Maps_AnyArchitecture_EndInTheEncodingsAndHaveTheSizesDescribed(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Small(name, seed: 3);
        network.eval();
        var input = rand(2, 3, Side, Side);

        var maps = network.Maps(input);

        Assert.Equal(network.call(input).data<float>().ToArray(), maps[^1].data<float>().ToArray());
        var last = network.Describe().GroupBy(l => l.Stage).Select(g => g.Last()).Select(l => (long)l.Channels * l.Height * l.Width);
        Assert.Equal(last, maps.Select(m => m.numel() / 2));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_AnyLoss_ReachesEveryParameter(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Small(name, seed: 5);
        network.train();

        network.call(rand(4, 3, Side, Side)).mul(rand(4, 24)).sum().backward();

        Assert.All(network.named_parameters(), p => Assert.True(p.parameter.grad is { } g && g.abs().sum().item<float>() > 0, p.name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Freeze_TwoStages_LeavesTheirParametersAndStatisticsAlone(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Small(name, seed: 5);
        var before = State(network);
        network.Freeze(2);
        network.train();
        using var optimizer = WeightOptimizer.AdamW(network.parameters().Where(p => p.requires_grad), weightDecay: 0);

        network.call(rand(4, 3, Side, Side)).mul(rand(4, 24)).sum().backward();
        optimizer.Step(0.1);

        var frozen = network.Stages.Take(2).SelectMany(s => s).ToList();
        Assert.All(frozen, p => Assert.Null(p.grad));
        Assert.All(network.Stages.Skip(2).SelectMany(s => s), p => Assert.NotNull(p.grad));

        // In the order of the state: all frozen stages, then all trainable ones.
        var learning = network.NamedState().ToList().FindIndex(s => s.Tensor.requires_grad);
        var changed = State(network).Zip(before).Select(p => p.First != p.Second).ToList();
        Assert.True(learning > 0);
        Assert.DoesNotContain(true, changed.Take(learning));
        Assert.DoesNotContain(false, changed.Skip(learning));

        network.Freeze(0);
        network.call(rand(4, 3, Side, Side)).sum().backward();
        Assert.All(frozen, p => Assert.NotNull(p.grad));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public void Freeze_SoManyThatNothingIsLeft_IsBadInput(int stages)
    {
        using var network = Small("resnet-18", seed: 1);

        var error = Assert.Throws<BadInputException>(() => network.Freeze(stages));

        Assert.Equal($"freeze {stages}: ResNet-18 80x80 of width 0.25 has 6 stages, of which 0 to 5 can be frozen", error.Message);
    }

    [Fact]
    public void Create_UnknownName_NamesThoseThatAre() =>
        Assert.Contains(
            "resnet-18", Assert.Throws<BadInputException>(
                () => BackboneCatalog.Create("resnet-19", new BackboneOptions(), 1)).Message, StringComparison.Ordinal);

    private static Backbone Small(string name, int seed) => BackboneCatalog.Create(
        name, new BackboneOptions { Height = Side, Width = Side, Embedding = 24, WidthMultiplier = 0.25 }, seed);

    private static List<(string Name, string Values)> State(Backbone network) =>
        [.. network.NamedState().Select(s => (s.Name, Hash(s.Tensor)))];
        
    private static string Hash(Tensor tensor) =>
        Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(tensor.detach().contiguous().bytes));

    private SafeTensorsFile Saved(Backbone network)
    {
        var path = _folder.File("network.safetensors");
        var writer = new SafeTensorsWriter();
        network.AddTo(writer);
        writer.Save(path);
        return SafeTensorsFile.Open(path);
    }
}
