using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Vision.Tests.Visualization;

public sealed class SheetTests
{
    [Fact]
    public void SignedPicture_BothSigns_GreyIsZeroAndTheLargestTakesTheRange()
    {
        Assert.Equal([128, 128, 128, 255, 255, 255, 64, 64, 64], SignedPicture.Draw([0, 4, -2], 3, 1).Pixels);
        Assert.Equal([1, 128, 192], SignedPicture.Draw([-2, 0, 1], 1, 1).Pixels);
        Assert.Equal([128, 128, 128], SignedPicture.Draw([0, 0, 0], 1, 1).Pixels);
        Assert.Throws<ArgumentException>(() => SignedPicture.Draw([1, 2], 1, 1));

        // One of ten cut off: the second largest takes the range. Nothing but zeros below it: the largest does after all.
        Assert.Equal([192, 255, 255], SignedPicture.Draw([0.5, 1, 100, 0, 0, 0, 0, 0, 0, 0], 10, 1, 0.1).Pixels.Where((_, i) => i % 3 == 0).Take(3));
        Assert.Equal(255, SignedPicture.Draw([0, 0, 0, 0, 0, 0, 0, 0, 0, 7], 10, 1, 0.5).Pixels[^1]);
    }

    [Fact]
    public void FeatureSheet_TwoLayers_ShowsEveryPatchAndGradient()
    {
        var tile = new FeatureTile(Plain(3, 3, 200, 30, 40), Plain(3, 3, 20, 140, 60));
        var layers = new[] { "conv1_1", "conv3_1" }.Select(n => new FeatureSheetLayer(
            n, "detail", [.. Enumerable.Range(0, 6).Select(u => new FeatureSheetUnit(u, 2, 1, [.. Enumerable.Repeat(tile, u == 5 ? 4 : 9)]))])).ToArray();

        var sheet = FeatureSheet.Draw("What units look for", "two layers", layers);

        // 2 layers x (5 units x 9 + 4) tiles.
        const int Tiles = 2 * 49;
        Assert.Equal(Tiles * FeatureSheet.TileSide * FeatureSheet.TileSide, Count(sheet, 200, 30, 40));
        Assert.Equal(Tiles * FeatureSheet.TileSide * FeatureSheet.TileSide, Count(sheet, 20, 140, 60));
    }

    [Fact]
    public void FeatureSheet_MoreThanAPictureHolds_ThrowsSayingWhatToDo()
    {
        var layer = new FeatureSheetLayer("conv5_1", "", [.. Enumerable.Range(0, 700).Select(u => new FeatureSheetUnit(u, 1, 1, []))]);
        var error = Assert.Throws<BadInputException>(() => FeatureSheet.Draw("", "", [layer, layer]));
        Assert.Contains("show fewer (--units)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FeatureTile_LargeField_IsMadeSmallerAndASmallOneIsNot()
    {
        foreach (var (side, expected) in new[] { (100, 48), (10, 10) })
        {
            var tile = FeatureTile.Of(new FeaturePatch(new PixelWindow(0, 0, side), 1, new RgbImage(side, side), new double[side * side * 3]), 48);
            Assert.Equal((expected, expected), (tile.Patch.Width, tile.Gradient.Height));
        }
    }

    [Theory]
    [InlineData(40, 30)]
    [InlineData(5, 300)]
    public void FilterSheet_AnyShape_ShowsPhotoAndKernels(int width, int height)
    {
        var filters = Enumerable.Range(0, 64).Select(u => new LearnedFilter(u, [.. Enumerable.Repeat(1.0, 27)], new double[width * height])).ToArray();
        var sheet = FilterSheet.Draw("Filters", "a photo", Plain(width, height, 200, 30, 40), filters);
        Assert.True(Count(sheet, 200, 30, 40) > 1000);

        // Kernels of one value are drawn as white squares with sides of 30 on white paper; answers of 0 as grey.
        Assert.True(Count(sheet, 128, 128, 128) > 64 * 100);
        Assert.True(sheet.Height < 6000);
    }

    private static RgbImage Plain(int width, int height, byte r, byte g, byte b)
    {
        var image = new RgbImage(width, height);
        for (var i = 0; i < image.Pixels.Length; i += 3)
        {
            (image.Pixels[i], image.Pixels[i + 1], image.Pixels[i + 2]) = (r, g, b);
        }

        return image;
    }

    private static int Count(RgbImage image, byte r, byte g, byte b) =>
        Enumerable.Range(0, image.Width * image.Height).Count(i => image.Pixels[i * 3] == r && image.Pixels[(i * 3) + 1] == g && image.Pixels[(i * 3) + 2] == b);
}
