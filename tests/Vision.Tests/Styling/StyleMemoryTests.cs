using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;

namespace FaceGrid.Vision.Tests.Styling;

public sealed class StyleMemoryTests
{
    private static readonly StyleLossSettings s_settings = StyleProfiles.Find("neural-style").Loss;

    [Theory]
    [InlineData(null)]
    [InlineData(512)]
    public void LargestSide_Budget_FitsAndOnePixelMoreDoesNot(int? tileSide)
    {
        const long Budget = 4L << 30;

        var side = StyleMemory.LargestSide(s_settings, VggArchitecture.Vgg19, 1024, 768, tileSide, 36, Budget);

        Assert.InRange(Predict(side), 0, Budget);
        Assert.True(Predict(side + 1) > Budget);

        long Predict(int side) => StyleMemory.Predict(s_settings, VggArchitecture.Vgg19, side, (int)Math.Round(side * 0.75), tileSide, 36);
    }

    [Fact]
    public void Predict_2048By1536InTiles_FitsInto4GiBWhereTheWholeDoesNot()
    {
        Assert.InRange(StyleMemory.Predict(s_settings, VggArchitecture.Vgg19, 2048, 1536, 512, 36), 1L << 30, 4L << 30);
        Assert.InRange(StyleMemory.Predict(s_settings, VggArchitecture.Vgg19, 2048, 1536, null, 36), (4L << 30) + 1, 8L << 30);
    }

    [Fact]
    public void LargestSide_BudgetBelowTheProcess_None() =>
        Assert.Equal(0, StyleMemory.LargestSide(s_settings, VggArchitecture.Vgg19, 4, 3, 64, 36, 1 << 20));
}
