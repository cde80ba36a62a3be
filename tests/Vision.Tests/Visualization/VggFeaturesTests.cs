using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Visualization;

public sealed class VggFeaturesTests(DoublePrecisionVgg shared) : IClassFixture<DoublePrecisionVgg>
{
    private readonly VggNetwork _network = shared.Network;
    private readonly VggFeatures _features = new(shared.Network);

    /// <summary>Layer, then width and height of the image (odd, so that poolings drop pixels), then a unit's place: corners and the middle.</summary>
    public static TheoryData<string, int, int, int, int> Places => new()
    {
        { "conv1_1", 11, 9, 0, 0 },
        { "conv1_1", 11, 9, 4, 6 },
        { "conv1_2", 11, 9, 8, 10 },
        { "relu2_1", 31, 29, 6, 7 },
        { "conv2_2", 31, 29, 13, 0 },
        { "conv3_1", 53, 47, 5, 7 },
        { "conv3_1", 53, 47, 10, 12 },
        { "conv3_1", 53, 47, 0, 12 },
        { "relu3_2", 71, 75, 9, 8 },
        { "conv4_1", 117, 107, 6, 7 },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Patch_OfACrop_EqualsTheWholeImagesActivationAndGradient(string name, int width, int height, int y, int x)
    {
        var (layer, image) = (VggLayer.Parse(name, VggArchitecture.Vgg16), Noise(width, height, 1));
        const int Unit = 3;

        var patch = _features.Patch(image, layer, Unit, y, x);

        using var scope = NewDisposeScope();
        using var pixels = Pixels(image).requires_grad_();
        var activation = Activation(pixels, layer, Unit, y, x);
        var gradient = autograd.grad([activation], [pixels])[0].data<double>().ToArray();
        Assert.Equal(activation.item<double>(), patch.Activation, 1e-9 * Math.Max(1, Math.Abs(patch.Activation)));
        var most = gradient.Max(Math.Abs);
        Assert.True(most > 0 || layer.Rectified);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var (dy, dx) = (row - patch.Window.Y, column - patch.Window.X);
                var inside = dy >= 0 && dx >= 0 && dy < patch.Window.Side && dx < patch.Window.Side;
                for (var c = 0; c < 3; c++)
                {
                    var expected = gradient[(((c * height) + row) * width) + column];
                    var found = inside ? patch.Gradient[(((dy * patch.Window.Side) + dx) * 3) + c] : 0;
                    Assert.True(Math.Abs(expected - found) <= 1e-10 * most, $"({column}, {row}) {c}: {found} instead of {expected}");
                    if (inside)
                    {
                        Assert.Equal(image.Pixels[(((row * width) + column) * 3) + c], patch.Pixels.Pixels[(((dy * patch.Window.Side) + dx) * 3) + c]);
                    }
                }
            }
        }

        // Beyond the borders: black, and nothing to change.
        Assert.Equal(
            patch.Gradient.Where((_, i) => Outside(i, patch.Window, image)).Select(_ => 0.0), patch.Gradient.Where((_, i) => Outside(i, patch.Window, image)));
        Assert.DoesNotContain(patch.Pixels.Pixels.Where((_, i) => Outside(i, patch.Window, image)), p => p != 0);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Patch_PixelsOutsideTheFieldChange_ActivationStays(string name, int width, int height, int y, int x)
    {
        var (layer, image) = (VggLayer.Parse(name, VggArchitecture.Vgg16), Noise(width, height, 2));
        var window = PixelWindow.ReceptiveField(layer, VggArchitecture.Vgg16, y, x);
        var changed = Noise(width, height, 3);
        for (var row = Math.Max(0, window.Y); row < Math.Min(height, window.Y + window.Side); row++)
        {
            for (var i = Math.Max(0, window.X) * 3; i < Math.Min(width, window.X + window.Side) * 3; i++)
            {
                changed.Pixels[(row * width * 3) + i] = image.Pixels[(row * width * 3) + i];
            }
        }

        using var scope = NewDisposeScope();
        for (var unit = 0; unit < 4; unit++)
        {
            var before = Activation(Pixels(image), layer, unit, y, x).item<double>();
            Assert.Equal(before, Activation(Pixels(changed), layer, unit, y, x).item<double>(), 1e-9 * Math.Max(1, Math.Abs(before)));
        }
    }

    [Theory]
    [InlineData("conv1_1", 3)]
    [InlineData("conv1_2", 5)]
    [InlineData("conv2_1", 10)]
    [InlineData("conv3_1", 24)]
    public void Patch_InsideTheImage_EverySideOfTheFieldMatters(string name, int side)
    {
        var layer = VggLayer.Parse(name, VggArchitecture.Vgg16);
        var image = Noise(64, 64, 4);
        var place = 32 / layer.Stride;
        var sides = new double[4];
        for (var unit = 0; unit < 8; unit++)
        {
            var patch = _features.Patch(image, layer, unit, place, place);
            Assert.Equal(side, patch.Window.Side);
            for (var i = 0; i < side; i++)
            {
                for (var c = 0; c < 3; c++)
                {
                    sides[0] += Math.Abs(patch.Gradient[(i * 3) + c]);
                    sides[1] += Math.Abs(patch.Gradient[((((side - 1) * side) + i) * 3) + c]);
                    sides[2] += Math.Abs(patch.Gradient[(i * side * 3) + c]);
                    sides[3] += Math.Abs(patch.Gradient[(((i * side) + side - 1) * 3) + c]);
                }
            }
        }

        Assert.DoesNotContain(sides, s => s == 0);
    }

    [Theory]
    [InlineData("conv1_1", 4, 6)]
    [InlineData("conv2_2", 7, 0)]
    [InlineData("conv3_1", 5, 7)]
    [InlineData("relu3_1", 6, 5)]
    public void Patch_Gradient_EqualsFiniteDifferences(string name, int y, int x)
    {
        var (layer, image) = (VggLayer.Parse(name, VggArchitecture.Vgg16), Noise(53, 47, 5));
        using var scope = NewDisposeScope();
        var random = new Random(6);
        var values = Pixels(image).data<double>().ToArray();
        var unit = Enumerable.Range(0, layer.Channels).First(u => Activation(Pixels(image), layer, u, y, x).item<double>() > 0);
        var patch = _features.Patch(image, layer, unit, y, x);
        var most = patch.Gradient.Max(Math.Abs);
        for (var n = 0; n < 16; n++)
        {
            var (dy, dx, c) = (random.Next(patch.Window.Side), random.Next(patch.Window.Side), random.Next(3));
            var (row, column) = (patch.Window.Y + dy, patch.Window.X + dx);
            if (row < 0 || column < 0 || row >= image.Height || column >= image.Width)
            {
                continue;
            }

            var at = (((c * image.Height) + row) * image.Width) + column;
            const double Step = 1e-5;
            var difference = (At(Step) - At(-Step)) / (2 * Step);
            Assert.Equal(difference, patch.Gradient[(((dy * patch.Window.Side) + dx) * 3) + c], 1e-5 * most);

            double At(double step)
            {
                var moved = (double[])values.Clone();
                moved[at] += step;
                return Activation(tensor(moved, [1, 3, image.Height, image.Width]), layer, unit, y, x).item<double>();
            }
        }
    }

    [Fact]
    public void Scan_AnyDivisionOfTheImages_SameBitsAsAllAtOnceAndAsPlainLoops()
    {
        var layers = new[] { "conv2_1", "relu1_2", "conv1_1", "relu2_1" }.Select(n => VggLayer.Parse(n, VggArchitecture.Vgg16)).ToArray();

        // Three sizes, mixed; flat images, where every unit ties with its neighbours and many are dead.
        var images = Enumerable.Range(0, 13).Select(i => (Number: (i * 7) % 13, Image: i % 4 == 3 ? Flat(16, 12, (byte)(i * 20)) : Noise(16 + (i % 3), 14, i))).ToArray();
        var whole = _features.Scan(images, layers);
        foreach (var size in new[] { 1, 4, 5 })
        {
            var parts = images.Chunk(size).Reverse().Select(chunk => _features.Scan(chunk, layers)).ToList();
            for (var l = 0; l < layers.Length; l++)
            {
                Assert.Equal(whole[l], parts.Select(p => p[l]).Aggregate(UnitMaxima.Merge));
            }
        }

        using var scope = NewDisposeScope();
        for (var l = 0; l < layers.Length; l++)
        {
            var maps = images.Select(i => (i.Number, Map: _network.Features(_network.Input.Apply(Pixels(i.Image)), [layers[l]])[0])).ToArray();
            for (var unit = 0; unit < layers[l].Channels; unit++)
            {
                var expected = maps.Select(m => First(m.Number, m.Map, unit)).OrderByDescending(m => m.Value).ThenBy(m => m.Image).Take(9);
                Assert.Equal(expected, whole[l][unit]);
            }
        }
    }

    [Fact]
    public void Scan_ImageWithoutAUnit_ThrowsNamingTheLayer()
    {
        var error = Assert.Throws<BadInputException>(() => _features.Scan([(0, Noise(40, 3, 0))], [VggLayer.Parse("conv3_1", VggArchitecture.Vgg16)]));
        Assert.Equal("image of 40 x 3 pixels: layer conv3_1 needs 4 x 4 at least", error.Message);
    }

    [Theory]
    [InlineData(128, 0, 0)]
    [InlineData(0, 8, 0)]
    [InlineData(0, 0, 8)]
    [InlineData(-1, 0, 0)]
    public void Patch_NoSuchUnit_Throws(int unit, int y, int x) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _features.Patch(Noise(17, 16, 0), VggLayer.Parse("conv2_1", VggArchitecture.Vgg16), unit, y, x));

    /// <summary>The first place of the greatest value, found the long way.</summary>
    private static UnitMaximum First(int number, Tensor map, int unit)
    {
        var (height, width) = ((int)map.shape[2], (int)map.shape[3]);
        var values = map.narrow(1, unit, 1).to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
        var best = 0;
        for (var i = 1; i < height * width; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return new UnitMaximum((float)values[best] + 0f, number, best / width, best % width);
    }

    private static bool Outside(int index, PixelWindow window, RgbImage image)
    {
        var (y, x) = ((index / 3 / window.Side) + window.Y, (index / 3 % window.Side) + window.X);
        return y < 0 || x < 0 || y >= image.Height || x >= image.Width;
    }

    private static RgbImage Noise(int width, int height, int seed)
    {
        var image = new RgbImage(width, height);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    private static RgbImage Flat(int width, int height, byte level)
    {
        var image = new RgbImage(width, height);
        image.Pixels.AsSpan().Fill(level);
        return image;
    }

    private static Tensor Pixels(RgbImage image) =>
        tensor(Array.ConvertAll(image.Pixels, p => (double)p), [1, image.Height, image.Width, 3]).permute(0, 3, 1, 2).contiguous();

    private Tensor Activation(Tensor pixels, VggLayer layer, int unit, int y, int x) =>
        _network.Features(_network.Input.Apply(pixels), [layer])[0].narrow(1, unit, 1).narrow(2, y, 1).narrow(3, x, 1).sum();
}
