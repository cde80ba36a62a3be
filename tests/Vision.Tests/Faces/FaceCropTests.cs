using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Faces;

public sealed class FaceCropTests
{
    [Fact]
    public void ToTemplate_AlignedOfTheRightSize_IsUntouched()
    {
        var image = new RgbImage(112, 112);

        Assert.Same(image, FaceCrop.ToTemplate(image, aligned: true, "x"));
    }

    [Theory]
    [InlineData(96, 112)]
    [InlineData(113, 112)]
    [InlineData(250, 250)]
    public void ToTemplate_AlignedOfAnotherSize_IsRefused(int width, int height) =>
        Assert.Equal(
            $"a.png: {width} x {height} pixels, but an aligned face is 112 x 112",
            Assert.Throws<BadInputException>(() => FaceCrop.ToTemplate(new RgbImage(width, height), aligned: true, "a.png")).Message);

    [Theory]
    [InlineData(15, 400, true)]
    [InlineData(400, 15, false)]
    [InlineData(1, 1, false)]
    public void ToTemplate_TooSmall_IsRefused(int width, int height, bool aligned) =>
        Assert.Contains(
            "too small for a face crop",
            Assert.Throws<BadInputException>(() => FaceCrop.ToTemplate(new RgbImage(width, height), aligned, "a.png")).Reason,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(16, 16)]
    [InlineData(92, 112)]
    [InlineData(640, 480)]
    public void ToTemplate_Crop_IsTheCentreSquare(int width, int height)
    {
        // Black except for a white centre square: no black may remain.
        var image = new RgbImage(width, height);
        var side = Math.Min(width, height);
        for (var y = 0; y < side; y++)
        {
            image.Pixels.AsSpan(((((height - side) / 2) + y) * width + ((width - side) / 2)) * 3, side * 3).Fill(255);
        }

        var face = FaceCrop.ToTemplate(image, aligned: false, "x");

        Assert.Equal((112, 112), (face.Width, face.Height));
        Assert.All(face.Pixels, p => Assert.Equal(255, p));
    }

    [Fact]
    public void Locate_CentreCrop_ReturnsTheCutSquare()
    {
        var face = Assert.Single(new CentreCropLocator(aligned: false).Locate(new RgbImage(640, 480), "x"));

        Assert.Equal(new FaceBox(80, 0, 480, 480), face.Box);
        Assert.Equal(1, face.Score);
        Assert.Equal(112, face.Aligned.Width);
    }
}
