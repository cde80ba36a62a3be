using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling;

/// <summary>
/// Tiles against the whole image: the same terms and the same gradient, at sizes that poolings cut off and halos that end inside.
/// </summary>
public sealed class StyleTilingTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [Theory]
    [InlineData(ScalarType.Float64, VggPooling.Max, "relu", 101, 75, 32, 1e-12)]
    [InlineData(ScalarType.Float64, VggPooling.Average, "conv", 75, 103, 24, 1e-12)]
    [InlineData(ScalarType.Float32, VggPooling.Max, "conv", 90, 131, 20, 1e-6)]
    [InlineData(ScalarType.Float32, VggPooling.Average, "relu", 128, 64, 32, 1e-6)]
    public void Evaluate_TiledToBlock3_GradientOfWhole(
        ScalarType type, VggPooling pooling, string kind, int width, int height, int side, double most)
    {
        using var network = VggNetwork.Random(VggArchitecture.Vgg16, 5, type: type);
        var settings = Settings($"{kind}2_2", [$"{kind}1_1", $"{kind}2_1", $"{kind}3_1"], pooling);
        var mask = TestImages.Make(9, height, width, type).mean([1], keepdim: true).DividedBy(255);
        StyleImage[] styles =
        [
            new() { Image = TestImages.Make(1, 50, 61, type) },
            new() { Image = TestImages.Make(2, 44, 40, type), Weight = 2, Mask = mask },
        ];

        Compare(settings, network, styles, width, height, side, most);
    }

    [Fact]
    public void Evaluate_TiledToBlock4_GradientOfWhole()
    {
        using var network = VggNetwork.Random(VggArchitecture.Vgg19, 6, type: ScalarType.Float64);
        var settings = Settings("conv3_2", ["relu2_2", "relu4_1"], VggPooling.Max);

        Compare(settings, network, [new StyleImage { Image = TestImages.Make(1, 40, 40, ScalarType.Float64) }], 150, 45, 32, 1e-12);
    }

    [Fact]
    public void Evaluate_TiledToBlock5_GradientOfWhole()
    {
        using var network = VggNetwork.Random(VggArchitecture.Vgg19, 7);
        var settings = Settings("relu4_2", ["relu1_1", "relu3_1", "relu5_1"], VggPooling.Max);

        // A darker style: where Gram matrices are nearly equal, as random weights make them, rounding is all that their difference holds.
        Compare(settings, network, [new StyleImage { Image = TestImages.Make(1, 48, 48).Times(0.4) }], 333, 37, 64, 1e-6);
    }

    [Fact]
    public void Evaluate_StepsByHandInAnotherOrder_GradientOfEvaluate()
    {
        using var network = VggNetwork.Random(VggArchitecture.Vgg16, 8);
        var settings = Settings("relu2_1", ["relu1_2", "relu2_1"], VggPooling.Max) with { TotalVariationWeight = 0.1 };
        using var objective = TiledStyleObjective.Create(settings, network, Image(1), [new StyleImage { Image = Image(2) }], 24);
        var (image, expected, gradient) = (Image(3), empty_like(Image(3)), zeros_like(Image(3)));
        var losses = objective.Evaluate(image, expected);

        // As machines would: sums travel as bytes, tiles are taken in any order.
        using var sums = objective.ReadSums(objective.Measure(image, objective.Tiles[^1]).ToBytes());
        foreach (var tile in objective.Tiles.Reverse().Skip(1))
        {
            using var part = objective.ReadSums(objective.Measure(image, tile).ToBytes());
            sums.Add(part);
        }

        using var slopes = objective.Compare(sums);
        foreach (var tile in objective.Tiles.Reverse())
        {
            objective.Backpropagate(image, tile, slopes, gradient);
        }

        var found = objective.Finish(slopes, image, gradient);
        Assert.Equal(9, objective.Tiles.Count);
        Assert.InRange(Math.Abs(found.Total / losses.Total - 1), 0, 1e-7);
        Assert.InRange(TestImages.Difference(gradient, expected), 0, 1e-6);
        Assert.Throws<BadInputException>(() => objective.ReadSums(new byte[16]));

        static Tensor Image(int seed) => TestImages.Make(seed, 50, 70);
    }

    [Fact]
    public void Create_TileSmallerThanAUnit_SaysWhatIsNeeded()
    {
        using var network = VggNetwork.Random(VggArchitecture.Vgg16, 8);
        var settings = Settings("relu2_1", ["relu3_1"], VggPooling.Max);

        var e = Assert.Throws<BadInputException>(() => TiledStyleObjective.Create(
            settings, network, TestImages.Make(1, 32, 32), [new StyleImage { Image = TestImages.Make(2, 32, 32) }], 3));

        Assert.Equal("tile side 3: must be at least 4, the stride of layer relu3_1", e.Message);
    }

    public void Dispose() => _scope.Dispose();

    private static void Compare(
        StyleLossSettings settings, VggNetwork network, StyleImage[] styles, int width, int height, int side, double most)
    {
        var content = TestImages.Make(3, height, width, network.Type);
        var image = TestImages.Make(4, height, width, network.Type);
        var (expected, gradient) = (empty_like(image), empty_like(image));
        using var whole = StyleObjective.Create(settings, network, content, styles);
        using var tiled = TiledStyleObjective.Create(settings, network, content, styles, side);
        Assert.Contains(tiled.Tiles, t => t.OuterWidth < width);

        var losses = whole.Evaluate(image, expected);
        var found = tiled.Evaluate(image, gradient);

        Assert.InRange(TestImages.Difference(gradient, expected), 0, most);
        Assert.InRange(Math.Abs(found.Total / losses.Total - 1), 0, most);
        Assert.All(
            losses.Style.Concat(losses.Content).Zip(found.Style.Concat(found.Content)),
            p => Assert.InRange(Math.Abs(p.Second / p.First - 1), 0, 4 * most));
    }

    private static StyleLossSettings Settings(string content, string[] style, VggPooling pooling) =>
        StyleProfiles.Find("neural-style").Loss with
    {
        ContentLayers = [new(content, 1)],
        StyleLayers = [.. style.Select((l, i) => new LayerWeight(l, 1 + i))],
        Pooling = pooling,
    };
}
