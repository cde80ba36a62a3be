using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Liveness;

namespace FaceGrid.Vision.Tests.Faces.Liveness;

public sealed class EyeAspectRatioTests
{
    [Fact]
    public void Of_EyesOfKnownShape_IsTheMeanOfTheRatios()
    {
        // Left eye 30 wide and 9 high, right eye 30 wide and 3 high, both rotated.
        var points = new ImagePoint[68];
        Eye(points, 36, 9);
        Eye(points, 42, 3);

        Assert.Equal((0.3 + 0.1) / 2, EyeAspectRatio.Of(new FaceLandmarks(points))!.Value, 1e-9);
    }

    [Fact]
    public void Of_FiveLandmarksOrNoEyes_IsNull()
    {
        Assert.Null(EyeAspectRatio.Of(new FaceLandmarks(new ImagePoint[5])));
        Assert.Null(EyeAspectRatio.Of(new FaceLandmarks(new ImagePoint[68])));
    }

    private static void Eye(ImagePoint[] points, int first, double height)
    {
        (double X, double Y)[] shape = [(0, 0), (10, -height / 2), (20, -height / 2), (30, 0), (20, height / 2), (10, height / 2)];
        for (var i = 0; i < 6; i++)
        {
            var (x, y) = shape[i];
            points[first + i] = new ImagePoint(
                50 + (x * Math.Cos(0.3)) - (y * Math.Sin(0.3)), 40 + (x * Math.Sin(0.3)) + (y * Math.Cos(0.3)));
        }
    }
}
