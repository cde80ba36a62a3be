using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Tests.Styling;
using FaceGrid.Vision.Tests.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Networks.Vgg;

public sealed class VggNetworkTests
{
    [SharedPythonFact(TestImages.Vgg19)]
    public void Features_Vgg19_MapsAndGramMatricesOfPyTorchAtEveryLayer() => Compare(ReferenceCosts.Vgg19.Value);

    [SharedPythonFact]
    public void Features_Vgg16_MapsAndGramMatricesOfPyTorchAtEveryLayer() => Compare(ReferenceCosts.Vgg16.Value);

    [Theory]
    [InlineData(VggArchitecture.Vgg19, "3 5 10 14 24 32 40 48 68 84 100 116 156 188 220 252")]
    [InlineData(VggArchitecture.Vgg16, "3 5 10 14 24 32 40 60 76 92 132 164 196")]
    public void ReceptiveField_EveryLayer_SideInPixels(VggArchitecture architecture, string expected) =>
        Assert.Equal(expected, string.Join(' ', VggLayer.All(architecture).Select(l => l.ReceptiveField(architecture))));

    [Fact]
    public void Load_WeightsOfAnotherNetwork_NamesFileAndTensor()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("other.safetensors");
        new FaceGrid.Vision.Weights.SafeTensorsWriter().Add("conv1.weight", [1], [1f]).Save(path);

        var e = Assert.Throws<BadInputException>(() => VggNetwork.Load(path));

        Assert.Equal($"{path}: weights of another network: tensor 'features.0.weight' is missing, VGG-16 needs it", e.Message);
    }

    private static void Compare(ReferenceCosts reference)
    {
        using var scope = NewDisposeScope();
        var network = reference.Network(ScalarType.Float32);
        using var image = ReferenceCosts.Generated();
        VggLayer[] layers = [.. VggLayer.All(network.Architecture), .. VggLayer.All(network.Architecture, rectified: true)];
        var settings = StyleProfiles.Find("neural-style").Loss with
        {
            StyleLayers = [.. layers.Select(l => new LayerWeight(l.Name, 1))],
            Preprocessing = StylePreprocessing.Weights,
        };

        var maps = network.Features(network.Input.Apply(image), layers);
        var grams = GramTargets.Compute(settings, network, image);

        foreach (var (layer, found) in layers.Zip(maps))
        {
            Assert.Equal([1, layer.Channels, ReferenceCosts.Height / layer.Stride, ReferenceCosts.Width / layer.Stride], found.shape);
            Assert.InRange(TestImages.Distance(TestImages.Values(found), reference.Features(layer.Name)), 0, 1e-5);
            Assert.InRange(TestImages.Distance(grams.Matrix(layer.Name)!, reference.Gram(layer.Name)), 0, 1e-5);
        }
    }
}
