using FaceGrid.Vision.Networks.Backbones;

namespace FaceGrid.Vision.Tests.Networks.Backbones;

/// <summary>Plans against the figures that others published, none of which needs a single weight.</summary>
public sealed class PublishedSizesTests
{
    [Theory]
    [InlineData("resnet-18", 224, 1000, 11_689_512, 1.81)]
    [InlineData("resnet-34", 224, 1000, 21_797_672, 3.66)]
    public void Describe_PapersInputAndClasses_HasThePublishedParametersAndMultiplyAdds(
        string name, int side, int outputs, long parameters, double billions)
    {
        var layers = BackboneCatalog.Describe(name, new BackboneOptions { Height = side, Width = side, Embedding = outputs });

        Assert.Equal(parameters, layers.Sum(l => l.Parameters));
        Assert.Equal(billions, layers.Sum(l => l.MultiplyAdds) / 1e9, 0.005);
    }

    /// <summary>Chen et al. 2018: 0.99 M parameters and 221 M multiply-adds.</summary>
    [Fact]
    public void Describe_MobileFaceNet_HasThePublishedSize()
    {
        var layers = BackboneCatalog.Describe("mobilefacenet", new BackboneOptions());

        Assert.Equal(0.99e6, layers.Sum(l => l.Parameters), 0.01e6);
        Assert.Equal(221e6, layers.Sum(l => l.MultiplyAdds), 5e6);
    }
}
