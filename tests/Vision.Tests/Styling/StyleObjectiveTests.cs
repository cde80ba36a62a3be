using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling;

/// <summary>Terms by loops over float64 maps, gradients by finite differences, and what is refused.</summary>
public sealed partial class StyleObjectiveTests : IDisposable
{
    private const int Height = 27;
    private const int Width = 34;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly VggNetwork _network = VggNetwork.Random(VggArchitecture.Vgg16, 3, type: ScalarType.Float64);

    [Theory]
    [InlineData(StyleNormalisation.Gatys, ContentNormalisation.Half)]
    [InlineData(StyleNormalisation.MeanOfNormalised, ContentNormalisation.Coursera)]
    public void Evaluate_StylesBlendedAndMasked_TermsByLoops(StyleNormalisation style, ContentNormalisation content)
    {
        var settings = Settings(["conv2_1", "relu1_2"], ["relu1_1", "conv2_2"]) with
        {
            StyleNormalisation = style,
            ContentNormalisation = content,
        };
        StyleImage[] styles =
        [
            new() { Image = Image(1, 30, 22), Weight = 3 },
            new() { Image = Image(2, 21, 40), Weight = 1 },
            new() { Image = Image(3, 24, 24), Weight = 4, Mask = Mask(5) },
        ];
        var (target, generated) = (Image(6), Image(7));
        using var objective = StyleObjective.Create(settings, _network, target, styles);

        var losses = objective.Evaluate(generated, empty_like(generated));

        for (var i = 0; i < 2; i++)
        {
            var layer = settings.ContentLayers[i];
            var (f, p) = (Maps(generated, layer.Layer), Maps(target, layer.Layer));
            double n = f.Channels, m = f.Units;
            var factor = content == ContentNormalisation.Half ? 0.5 : 1 / (4 * n * m);
            var squares = f.Values.Zip(p.Values, (a, b) => (a - b) * (a - b)).Sum();
            Assert.Equal(1, losses.Content[i] / (settings.ContentWeight * layer.Weight * factor * squares), 1e-10);
        }

        for (var i = 0; i < 2; i++)
        {
            var layer = settings.StyleLayers[i];
            var f = Maps(generated, layer.Layer);
            double n = f.Channels;
            var blend = Gram(Maps(styles[0].Image!, layer.Layer), null)
                .Zip(Gram(Maps(styles[1].Image!, layer.Layer), null), (a, b) => (0.75 * a) + (0.25 * b));
            var everywhere = Squares(Gram(f, null), blend);
            var inside = Squares(Gram(f, Shrink(styles[2].Mask!, i == 0 ? 1 : 2)), Gram(Maps(styles[2].Image!, layer.Layer), null));
            var factor = style == StyleNormalisation.Gatys ? 1 / (4 * n * n) : 1 / Math.Pow(n, 4);
            var expected = settings.StyleWeight * layer.Weight * factor * ((0.5 * everywhere) + (0.5 * inside));
            Assert.Equal(1, losses.Style[i] / expected, 1e-10);
        }
    }

    [Theory]
    [InlineData(VggPooling.Max, TotalVariationForm.Squared, false)]
    [InlineData(VggPooling.Average, TotalVariationForm.Absolute, true)]
    public void Evaluate_AnyDirection_GradientIsTheFiniteDifference(VggPooling pooling, TotalVariationForm form, bool masked)
    {
        var settings = Settings(["relu2_2", "conv1_1"], ["relu1_1", "conv2_1", "relu3_1"]) with
        {
            Pooling = pooling,
            TotalVariationForm = form,
            TotalVariationWeight = 0.01,
        };
        using var objective = StyleObjective.Create(
            settings, _network, Image(1), [new StyleImage { Image = Image(2), Mask = masked ? Mask(3) : null }]);
        var image = Image(4);
        var gradient = empty_like(image);
        objective.Evaluate(image, gradient);
        var unused = empty_like(image);
        for (var seed = 0; seed < 3; seed++)
        {
            var direction = Image(10 + seed).Minus(110);
            var step = 1e-6 / direction.norm().ToDouble();

            var up = objective.Evaluate(image.Plus(direction.Times(step)), unused).Total;
            var down = objective.Evaluate(image.sub(direction.Times(step)), unused).Total;

            var slope = gradient.mul(direction).sum().ToDouble();
            Assert.Equal(1, (up - down) / (2 * step) / slope, 1e-4);
        }
    }

    [Fact]
    public void Evaluate_ImageOfNaN_SaysNotFiniteAndDoesNotThrow()
    {
        using var objective = StyleObjective.Create(
            Settings(["relu2_1"], ["relu1_1"]), _network, Image(1), [new StyleImage { Image = Image(2) }]);
        var image = Image(3);
        image[0, 1, 5, 5] = double.NaN;

        Assert.False(objective.Evaluate(image, empty_like(image)).IsFinite);
        Assert.True(objective.Evaluate(Image(3), empty_like(image)).IsFinite);
    }

    [Fact]
    public void Create_GramsTakenOutAndPutIn_SameBits()
    {
        var settings = Settings(["relu2_1"], ["relu1_1", "relu2_1"]);
        using var first = StyleObjective.Create(settings, _network, Image(1), [new StyleImage { Image = Image(2, 50, 20) }]);
        var grams = GramTargets.FromBytes(first.Grams.Single().ToBytes());
        using var second = StyleObjective.Create(settings, _network, Image(1), [new StyleImage { Grams = grams }]);
        var (a, b) = (empty_like(Image(3)), empty_like(Image(3)));

        Assert.Equal(first.Evaluate(Image(3), a).Total, second.Evaluate(Image(3), b).Total);

        Assert.Equal(TestImages.Values(a), TestImages.Values(b));
        Assert.Equal(GramTargets.KeyOf(settings, _network), grams.Key);
    }

    [Theory]
    [InlineData(StylePreset.Softly, "relu4_2", 16)]
    [InlineData(StylePreset.Strongly, "relu5_2", 1 / 16.0)]
    public void Apply_Preset_MovesWeightAndContentLayer(StylePreset preset, string content, double deepOverShallow)
    {
        var before = StyleProfiles.Find("neural-style").Loss;

        var after = StylePresets.Apply(preset, before);

        Assert.Equal(preset, StylePresets.Parse(preset.ToString().ToLowerInvariant()));
        Assert.Equal(content, after.ContentLayers.Single().Layer);
        Assert.Equal(before.StyleLayers.Select(l => l.Layer), after.StyleLayers.Select(l => l.Layer));
        Assert.Equal(before.StyleLayers.Sum(l => l.Weight), after.StyleLayers.Sum(l => l.Weight), 1e-12);
        Assert.Equal(deepOverShallow, after.StyleLayers[4].Weight / after.StyleLayers[0].Weight, 1e-12);
        Assert.Throws<BadInputException>(() => StylePresets.Parse("gently"));
    }

    public void Dispose()
    {
        _network.Dispose();
        _scope.Dispose();
    }

    private void Refused(StyleLossSettings settings, Tensor content, StyleImage[] styles, string message) =>
        Assert.Equal(message, Assert.Throws<BadInputException>(() => StyleObjective.Create(settings, _network, content, styles)).Message);

    private static Tensor Image(int seed, int height = Height, int width = Width) =>
        TestImages.Make(seed, height, width, ScalarType.Float64);

    private static Tensor Mask(int seed) => Image(seed).mean([1], keepdim: true).DividedBy(255);

    private static StyleLossSettings Settings(string[] content, string[] style) => StyleProfiles.Find("neural-style").Loss with
    {
        ContentLayers = [.. content.Select((l, i) => new LayerWeight(l, 0.5 + i))],
        StyleLayers = [.. style.Select((l, i) => new LayerWeight(l, 1 + i))],
    };

    private (int Channels, int Units, double[] Values) Maps(Tensor image, string layer)
    {
        var maps = _network.Features(_network.Input.Apply(image), [VggLayer.Parse(layer, VggArchitecture.Vgg16)])[0];
        return ((int)maps.shape[1], (int)(maps.shape[2] * maps.shape[3]), TestImages.Values(maps));
    }

    private static double[] Gram((int Channels, int Units, double[] Values) maps, double[]? mask)
    {
        var (channels, units, values) = maps;
        var seen = mask is null ? values : [.. values.Select((v, i) => v * mask[i % units])];
        var mass = mask is null ? units : mask.Sum(t => t * t);
        var gram = new double[channels * channels];
        for (var i = 0; i < channels; i++)
        {
            for (var j = 0; j < channels; j++)
            {
                for (var k = 0; k < units; k++)
                {
                    gram[(i * channels) + j] += seen[(i * units) + k] * seen[(j * units) + k] / mass;
                }
            }
        }

        return gram;
    }

    /// <summary>The mean of each whole square of pixels.</summary>
    private static double[] Shrink(Tensor mask, int stride)
    {
        var values = TestImages.Values(mask);
        var (rows, columns) = (Height / stride, Width / stride);
        return [.. from row in Enumerable.Range(0, rows)
                from column in Enumerable.Range(0, columns)
                select (from y in Enumerable.Range(row * stride, stride)
                        from x in Enumerable.Range(column * stride, stride)
                        select values[(y * Width) + x]).Average()];
    }

    private static double Squares(IEnumerable<double> a, IEnumerable<double> b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();
}
