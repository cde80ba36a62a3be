using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Faces.Detection;

public sealed class DetectionSheetTests
{
    private static readonly LocatedFace Face = new(
        new RgbImage(112, 112), new FaceBox(100, 120, 80, 100), 0.934, new FaceLandmarks(
            [new(120, 150), new(160, 150), new(140, 175), new(125, 200), new(155, 200)]));

    [Fact]
    public void Draw_OneFace_PaintsBoxLabelAndLandmarksAndLeavesThePhotoAlone()
    {
        var photo = new RgbImage(320, 320);

        var drawn = DetectionSheet.Draw(photo, [Face], leastSide: 640);

        Assert.All(photo.Pixels, p => Assert.Equal(0, p));
        Assert.Equal((640, 640), (drawn.Width, drawn.Height));
        Assert.True(
            IsGreen(At(drawn, 200, 300)) && IsGreen(At(drawn, 359, 300)) && IsGreen(At(drawn, 280, 240)) && IsGreen(At(drawn, 280, 439)));
        Assert.False(IsGreen(At(drawn, 190, 300)) || IsGreen(At(drawn, 280, 300)));
        Assert.All(Face.Landmarks!.Points, p => Assert.Equal((0xFA, 0xCC, 0x15), At(drawn, (int)(p.X * 2), (int)(p.Y * 2))));

        // The label above the box has white letters.
        Assert.Contains(
            Enumerable.Range(0, 20).SelectMany(y => Enumerable.Range(200, 60).Select(x => At(drawn, x, 239 - y))), c =>
                c == (255, 255, 255));
    }

    [Theory]
    [InlineData(4000, 3000, 1600, 1200)]
    [InlineData(100, 50, 640, 320)]
    [InlineData(1, 2000, 1, 1600)]
    public void Draw_AnySize_StaysBetweenTheBounds(int width, int height, int expectedWidth, int expectedHeight)
    {
        var drawn = DetectionSheet.Draw(new RgbImage(width, height), []);

        Assert.Equal((expectedWidth, expectedHeight), (drawn.Width, drawn.Height));
    }

    [Fact]
    public void Draw_FaceOverTheCorner_IsCutOff()
    {
        var drawn = DetectionSheet.Draw(new RgbImage(640, 640), [Face with { Box = new FaceBox(-50, -30, 100, 100) }]);

        Assert.True(IsGreen(At(drawn, 49, 60)) && IsGreen(At(drawn, 20, 69)));
    }

    [Fact]
    public void Arrange_SevenPictures_AreInRowsOfFive()
    {
        var picture = new RgbImage(320, 320);
        Array.Fill(picture.Pixels, (byte)77);

        var sheet = DetectionSheet.Arrange([.. Enumerable.Range(0, 7).Select(i => ($"{i}", picture))]);

        Assert.Equal((5 * 332) + 12, sheet.Width);
        Assert.Equal((2 * 358) + 12, sheet.Height);
        Assert.Equal((77, 77, 77), At(sheet, 12 + 332 + 160, 12 + 358 + 160));
        Assert.NotEqual((77, 77, 77), At(sheet, 12 + (2 * 332) + 160, 12 + 358 + 160));
        Assert.Throws<ArgumentException>(() => DetectionSheet.Arrange([]));
    }

    private static (int, int, int) At(RgbImage image, int x, int y)
    {
        var at = ((y * image.Width) + x) * 3;
        return (image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]);
    }

    private static bool IsGreen((int R, int G, int B) colour) => colour == (0x22, 0xC5, 0x5E);
}
