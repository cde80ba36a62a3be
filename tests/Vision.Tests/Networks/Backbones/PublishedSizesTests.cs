using FaceGrid.Vision.Networks.Backbones;

namespace FaceGrid.Vision.Tests.Networks.Backbones;

/// <summary>Compares plans with published figures, without allocating weights.</summary>
public sealed class PublishedSizesTests
{
    /// <summary>
    /// Parameters as counted by the authors or the usual reimplementations; multiply-adds in billions where published. OpenFace
    /// gives nn4.small2's parameters with its 128-d embedding.
    /// </summary>
    [Theory]
    [InlineData("alexnet", 3, 227, 1000, 60_965_224, 0.72)]
    [InlineData("vgg-16", 3, 224, 1000, 138_357_544, 15.47)]
    [InlineData("vgg-19", 3, 224, 1000, 143_667_240, 19.63)]
    [InlineData("resnet-18", 3, 224, 1000, 11_689_512, 1.81)]
    [InlineData("resnet-34", 3, 224, 1000, 21_797_672, 3.66)]
    [InlineData("lenet-5", 1, 32, 10, 61_706, null)]
    [InlineData("inception", 3, 96, 128, 3_733_968, null)]
    public void Describe_PapersInputAndOutputs_HasThePublishedParametersAndMultiplyAdds(
        string name, int channels, int side, int outputs, long parameters, double? billions)
    {
        var layers = BackboneCatalog.Describe(name, new BackboneOptions { Height = side, Width = side, Embedding = outputs }, channels);

        Assert.Equal(parameters, layers.Sum(l => l.Parameters));
        if (billions is { } published)
        {
            Assert.Equal(published, layers.Sum(l => l.MultiplyAdds) / 1e9, 0.0051);
        }
    }

    /// <summary>Chen et al. 2018: 0.99 M parameters (kernels and batch norms, without the slopes) and 221 M multiply-adds.</summary>
    [Fact]
    public void Describe_MobileFaceNet_HasThePublishedSize()
    {
        var layers = BackboneCatalog.Describe("mobilefacenet", new BackboneOptions());

        Assert.Equal(0.99e6, layers.Where(l => l.Kind != "PReLU").Sum(l => l.Parameters), 0.006e6);
        Assert.Equal(221e6, layers.Sum(l => l.MultiplyAdds), 5e6);
    }

    /// <summary>The sizes in the papers, and the receptive fields that follow from their kernels and strides.</summary>
    [Theory]
    [InlineData("alexnet", 227, "conv1", 96, 55, 11, 4)]
    [InlineData("alexnet", 227, "pool1", 96, 27, 19, 8)]
    [InlineData("alexnet", 227, "conv5", 256, 13, 163, 16)]
    [InlineData("alexnet", 227, "pool5", 256, 6, 195, 32)]
    [InlineData("vgg-16", 224, "features.28", 512, 14, 196, 16)]
    [InlineData("vgg-16", 224, "features.30", 512, 7, 212, 32)]
    [InlineData("vgg-19", 224, "features.34", 512, 14, 252, 16)]
    [InlineData("resnet-18", 224, "maxpool", 64, 56, 11, 4)]
    [InlineData("resnet-18", 224, "layer4.1", 512, 7, 435, 32)]
    [InlineData("resnet-34", 224, "layer4.2", 512, 7, 899, 32)]
    [InlineData("lenet-5", 32, "pool2", 16, 5, 16, 4)]
    [InlineData("lenet-5", 32, "fc1", 120, 1, 32, 4)]
    [InlineData("inception", 96, "inception3b", 320, 12, 91, 8)]
    [InlineData("inception", 96, "inception5b", 736, 3, 379, 32)]
    [InlineData("mobilefacenet", 112, "conv2.conv", 512, 7, 227, 16)]
    public void Describe_SomeLayer_HasThePapersSizeAndTheReceptiveFieldThatFollows(
        string name, int side, string layer, int channels, int height, int field, int jump)
    {
        var found = BackboneCatalog.Describe(name, new BackboneOptions { Height = side, Width = side }).Single(l => l.Name == layer);

        Assert.Equal(
            (channels, height, height, field, field, jump), (
                found.Channels, found.Height, found.Width, found.FieldHeight, found.FieldWidth, found.Jump));
    }

    [Theory]
    [InlineData("alexnet", 66, 200, "input of 66x200: AlexNet needs 67x67 pixels at least")]
    [InlineData("vgg-19", 64, 31, "input of 64x31: VGG-19 needs 32x32 pixels at least")]
    [InlineData("lenet-5", 15, 112, "input of 15x112: 16 to 1024 pixels high and wide were expected")]
    public void Create_TooSmallAnInput_NamesTheSmallest(string name, int height, int width, string message) =>
        Assert.Equal(
            message, Assert.Throws<BadInputException>(
                () => BackboneCatalog.Create(name, new BackboneOptions { Height = height, Width = width }, 1)).Message);
}
