using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Networks.Backbones.Plans;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Networks.Backbones;

public sealed class ResNetTests
{
    /// <summary>
    /// He et al. 2015: a block adds F(x) to its input, so with F = 0 it must leave any rectified input unchanged.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BasicBlock_ZeroWeights_IsTheIdentity(bool training)
    {
        using var scope = NewDisposeScope();
        var plan = BackboneCatalog.Plan("resnet-18", new BackboneOptions { WidthMultiplier = 0.25 });
        using var root = new LayerGroup("root");
        var layers = new LayerSet(root, seed: 3);
        var block = plan.Stages[1].Steps[0].Build(MapShape.Image(16, 7, 7), layers);
        root.train(training);
        var x = rand(4, 16, 7, 7);
        var before = Values(block(x));
        Assert.NotEqual(Values(x), before);

        using (no_grad())
        {
            foreach (var (_, parameter) in root.named_parameters().Where(p => p.name.Contains("conv", StringComparison.Ordinal)))
            {
                parameter.zero_();
            }
        }

        Assert.Equal(Values(x), Values(block(x)));
    }

    /// <summary>Where the size of the maps changes the shortcut is a projection.</summary>
    [Fact]
    public void Create_AnyDepth_ProjectsOnlyWhereTheSizeChanges()
    {
        using var network = BackboneCatalog.Create(
            "resnet-34", new BackboneOptions { WidthMultiplier = 0.25, Height = 32, Width = 32 }, seed: 1);

        var projections = network.NamedState().Where(
            s => s.Name.EndsWith("downsample.0.weight", StringComparison.Ordinal)).Select(s => s.Name);

        Assert.Equal(["layer2.0.downsample.0.weight", "layer3.0.downsample.0.weight", "layer4.0.downsample.0.weight"], projections);
    }

    private static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();
}
