using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Faces.Liveness;

public sealed class LivenessCropTests
{
    [Fact]
    public void Of_RoomOnAllSides_IsTheBoxEnlargedAboutItsCentre()
    {
        var crop = LivenessCrop.Of(1000, 800, new FaceBox(450, 350, 100, 120), 2.7);

        Assert.Equal(new LivenessCrop(365, 248, 271, 325), crop);
    }

    [Theory]
    [InlineData(0, 0, 100, 100, 0, 0, 271, 271)]
    [InlineData(900, 700, 100, 100, 729, 529, 271, 271)]
    [InlineData(-40, 350, 100, 100, 0, 265, 271, 271)]
    public void Of_FaceAtTheBorder_MovesInside(double x, double y, double w, double h, int left, int top, int width, int height) =>
        Assert.Equal(new LivenessCrop(left, top, width, height), LivenessCrop.Of(1000, 800, new FaceBox(x, y, w, h), 2.7));

    [Fact]
    public void Of_BoxOfTheWholePicture_IsTheWholePicture() =>
        Assert.Equal(new LivenessCrop(0, 0, 112, 112), LivenessCrop.Of(112, 112, new FaceBox(0, 0, 112, 112), 4));

    [Fact]
    public void Of_AnyBoxInAnyPicture_LiesInside()
    {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var (width, height) = (2 + random.Next(700), 2 + random.Next(700));
            var (w, h) = (0.1 + (random.NextDouble() * width * 2), 0.1 + (random.NextDouble() * height * 2));
            var box = new FaceBox((random.NextDouble() * width) - (w / 2), (random.NextDouble() * height) - (h / 2), w, h);

            var crop = LivenessCrop.Of(width, height, box, 1 + (random.NextDouble() * 4));

            Assert.True(crop.Left >= 0 && crop.Top >= 0 && crop.Width >= 1 && crop.Height >= 1, $"{crop}");
            Assert.True(crop.Left + crop.Width <= width && crop.Top + crop.Height <= height, $"{crop} in {width} x {height}");
        }
    }

    [Theory]
    [InlineData(1, 100, 0, 0, 10, 10)]
    [InlineData(100, 100, 10, 10, 0, 10)]
    [InlineData(100, 100, 10, 10, double.NaN, 10)]
    [InlineData(100, 100, 200, 10, 10, 10)]
    public void Of_NoBoxInThePicture_Throws(int width, int height, double x, double y, double w, double h) =>
        Assert.Throws<ArgumentException>(() => LivenessCrop.Of(width, height, new FaceBox(x, y, w, h), 2.7));

    [Fact]
    public void Cut_SidePixelsAsTheyAre_SwapsColoursOnly()
    {
        var photo = new RgbImage(12, 10);
        new Random(1).NextBytes(photo.Pixels);

        var pixels = new LivenessCrop(2, 1, 8, 8).Cut(photo, 8);

        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    Assert.Equal(photo.Pixels[((((y + 1) * 12) + x + 2) * 3) + 2 - c], pixels[(((y * 8) + x) * 3) + c]);
                }
            }
        }
    }
}
