using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Vision.Tests.Styling.Runs;

public sealed class StyleFitTests
{
    private static readonly StyleSettings Settings = TestStyle.Settings with { Pyramid = [new(250, 5), new(1000, 5)] };

    [Theory]
    [InlineData(4_000_000, null)]
    [InlineData(3_999_999, 512)]
    [InlineData(1_048_576, 512)]
    [InlineData(1_000_000, 256)]
    public void Fit_LessAndLessMemory_TakesTheLargestTilesThatFit(long available, int? tile) =>
        Assert.Equal(tile, StyleFit.Fit(Settings, 2000, 2000, available, Predict).TileSide);

    [Fact]
    public void Fit_NothingFits_NamesTheSizeThatDoes()
    {
        var error = Assert.Throws<BadInputException>(() => StyleFit.Fit(Settings, 2000, 1000, 160_000, Predict));

        // 282 x 141 pixels at 4 bytes are 159,048 bytes; 283 x 142 are 160,744.
        Assert.Equal("--size 1000", error.Subject);
        Assert.Contains("1000 x 500 pixels need 0.1 GiB", error.Reason, StringComparison.Ordinal);
        Assert.EndsWith("--size 282 fits", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_TilesThatWereAskedFor_AreKept()
    {
        var tiled = Settings with { TileSide = 300 };

        Assert.Equal(300, StyleFit.Fit(tiled, 2000, 2000, long.MaxValue, Predict).TileSide);
        Assert.Throws<BadInputException>(() => StyleFit.Fit(tiled, 2000, 2000, 300_000, Predict));
    }

    /// <summary>Four bytes a pixel of what is computed at once.</summary>
    private static long Predict(StyleSettings settings, int width, int height) =>
        4L * Math.Min((long)width * height, (long?)settings.TileSide * settings.TileSide ?? long.MaxValue);
}
