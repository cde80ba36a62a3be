using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;

namespace FaceGrid.Vision.Tests.Styling;

public sealed class StyleMemoryTests
{
    private static readonly StyleLossSettings Settings = StyleProfiles.Find("neural-style").Loss;

    [Fact]
    public void Predict_2048By1536_TilesTakeLessThanHalfOfTheWhole()
    {
        var whole = StyleMemory.Predict(Settings, VggArchitecture.Vgg19, 2048, 1536, null, 36);
        Assert.InRange(whole, 2L << 30, 4L << 30);
        Assert.InRange(StyleMemory.Predict(Settings, VggArchitecture.Vgg19, 2048, 1536, 512, 36), 1L << 29, whole / 2);
    }

    /// <summary>Peaks of whole processes that `bench style` measured on one thread, with Adam's state.</summary>
    [Theory]
    [InlineData("neural-style", 512, null, 696)]
    [InlineData("neural-style", 1024, null, 1313)]
    [InlineData("neural-style", 1024, 256, 874)]
    [InlineData("gatys-paper", 512, null, 737)]
    [InlineData("pytorch-tutorial", 512, null, 796)]
    public void Predict_MeasuredPeaks_WithinAFifth(string profile, int side, int? tile, int mebibytes)
    {
        var predicted = StyleMemory.Predict(
            StyleProfiles.Find(profile).Loss, VggArchitecture.Vgg19, side, side, tile, 36) / (double)(1 << 20);
        Assert.InRange(predicted, 0.8 * mebibytes, 1.2 * mebibytes);
    }
}
