using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling;

/// <content>Arguments that are refused.</content>
public sealed partial class StyleObjectiveTests
{
    [Fact]
    public void Create_GramsOfOtherLayers_SaysWhichAreNeeded()
    {
        var grams = GramTargets.Compute(Settings([], ["relu1_1"]), _network, Image(1));

        var e = Assert.Throws<BadInputException>(
            () => StyleObjective.Create(Settings([], ["relu1_2"]), _network, Image(1), [new StyleImage { Grams = grams }]));

        Assert.Contains("relu1_2 is needed", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromBytes_Damaged_SaysSo()
    {
        var bytes = GramTargets.Compute(Settings([], ["relu1_1"]), _network, Image(1)).ToBytes();

        Assert.Throws<BadInputException>(() => GramTargets.FromBytes(bytes[..^8]));
        Assert.Throws<BadInputException>(() => GramTargets.FromBytes([.. bytes.Select(b => (byte)(b ^ 90))]));
        Assert.Throws<BadInputException>(() => GramTargets.FromBytes([1, 2]));
    }

    [Theory]
    [InlineData("relu6_1", "layer 'relu6_1': VGG-16 has conv1_1 to conv5_3 and relu1_1 to relu5_3")]
    [InlineData("relu3_4", "layer 'relu3_4': VGG-16 has conv1_1 to conv5_3 and relu1_1 to relu5_3")]
    [InlineData("relu1_1", "style layer relu1_1: is given twice")]
    public void Create_BadLayer_NamesIt(string layer, string message) =>
        Refused(Settings([], ["relu1_1", layer]), Image(1), [new StyleImage { Image = Image(2) }], message);

    [Fact]
    public void Create_UnusableImages_SaysWhy()
    {
        var settings = Settings(["relu1_1"], ["relu4_1"]);
        Refused(
            settings, Image(1, 7, 40), [new StyleImage { Image = Image(2) }], "image of 40 x 7 pixels: layer relu4_1 needs 8 x 8 at least");
        Refused(
            settings,
            Image(1),
            [new StyleImage { Image = Image(2, 20, 7) }],
            "style image of 7 x 20 pixels: layer relu4_1 needs 8 x 8 at least");
        Refused(settings, Image(1), [], "style cost: a style image is needed");
        Refused(Settings([], []), Image(1), [], "style cost: a content or a style layer is needed");
        Refused(
            settings with { StyleWeight = double.NaN },
            Image(1),
            [new StyleImage { Image = Image(2) }],
            "style weight NaN: must be a number of at least 0");
        Refused(
            settings,
            Image(1),
            [new StyleImage { Image = Image(2), Weight = 0 }],
            "blend weight 0 of style image 1: must be a number above 0");
        Refused(
            settings,
            Image(1),
            [new StyleImage { Image = Image(2), Mask = ones([1, 1, 5, 6]) }],
            "mask of style image 1: is 6 x 5 pixels, the generated image 34 x 27");
        Refused(
            settings,
            Image(1),
            [new StyleImage { Image = Image(2), Mask = zeros([1, 1, Height, Width]) }],
            "mask of style image 1: leaves nothing of layer relu4_1");
        var twos = ScalarOperations.Filled([1, 1, Height, Width], 2);
        Refused(settings, Image(1), [new StyleImage { Image = Image(2), Mask = twos }], "mask of style image 1: holds values outside 0..1");
    }
}
