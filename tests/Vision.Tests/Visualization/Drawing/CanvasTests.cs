using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Tests.Visualization.Drawing;

public sealed class CanvasTests
{
    private static readonly Colour Red = Colour.FromRgb(0xFF0000);

    [Fact]
    public void FillRectangle_PartlyOutside_FillsWhatIsInside()
    {
        var canvas = new Canvas(10, 8, Colour.White);

        canvas.FillRectangle(-5, 6, 7, 100, Red);

        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 10; x++)
            {
                Assert.Equal(x < 2 && y >= 6 ? Red : Colour.White, At(canvas, x, y));
            }
        }
    }

    [Fact]
    public void FillRectangle_ExtremeNumbers_DoNotOverflow()
    {
        var canvas = new Canvas(4, 4, Colour.White);

        canvas.FillRectangle(2, 2, int.MaxValue, int.MaxValue, Red);
        canvas.FillRectangle(int.MinValue, int.MinValue, 5, 5, Red);

        Assert.Equal(4, Inked(canvas));
    }

    [Fact]
    public void DrawRectangle_Frame_LeavesTheInside()
    {
        var canvas = new Canvas(12, 12, Colour.White);

        canvas.DrawRectangle(1, 1, 10, 8, Red, 2);

        Assert.Equal((10 * 8) - (6 * 4), Inked(canvas));
        Assert.Equal(Colour.White, At(canvas, 3, 3));
        Assert.Equal(Red, At(canvas, 2, 2));
    }

    [Fact]
    public void FillCircle_Area_IsPiRSquared()
    {
        var canvas = new Canvas(64, 64, Colour.White);

        canvas.FillCircle(31.3, 32.6, 20, Colour.Black);

        Assert.Equal(Math.PI * 400, Ink(canvas), Math.PI * 4);
    }

    [Fact]
    public void FillRounded_Area_LacksTheCorners()
    {
        var canvas = new Canvas(64, 64, Colour.White);

        canvas.FillRounded(4, 6, 50, 40, 10, Colour.Black);

        Assert.Equal((50 * 40) - ((4 - Math.PI) * 100), Ink(canvas), 4.0);
        Assert.Equal(Colour.White, At(canvas, 4, 6));
        Assert.Equal(Colour.Black, At(canvas, 4, 26));
    }

    [Theory]
    [InlineData(5, 10.5, 55, 10.5, 3)]
    [InlineData(5, 5, 55, 47, 3)]
    [InlineData(30.2, 5, 31.9, 58, 1)]
    [InlineData(5, 55, 55, 9, 0.4)]
    public void DrawLine_Area_IsLengthTimesThickness(double x0, double y0, double x1, double y1, double thickness)
    {
        var canvas = new Canvas(64, 64, Colour.White);

        canvas.DrawLine(x0, y0, x1, y1, Colour.Black, thickness);

        var length = Math.Sqrt(((x1 - x0) * (x1 - x0)) + ((y1 - y0) * (y1 - y0)));
        var caps = Math.PI * thickness * thickness / 4;
        Assert.Equal((length * thickness) + caps, Ink(canvas), (length * thickness * 0.06) + 0.5);
    }

    [Fact]
    public void DrawPolyline_CrossingItself_IsNotPaintedTwice()
    {
        var grey = new Colour(128, 128, 128);
        var canvas = new Canvas(40, 40, Colour.White);

        canvas.DrawPolyline([(5, 20), (35, 20), (20, 5), (20, 35)], grey, 4);

        Assert.Equal(grey, At(canvas, 20, 20));
        Assert.All(Enumerable.Range(0, 1600), i => Assert.True(canvas.Image.Pixels[i * 3] >= 128));
    }

    [Fact]
    public void DrawLine_FarOutside_TouchesNothing()
    {
        var canvas = new Canvas(16, 16, Colour.White);

        canvas.DrawLine(-1e9, -50, 1e9, -50, Colour.Black, 5);
        canvas.DrawLine(100, 100, 1e12, 1e12, Colour.Black, 5);
        canvas.DrawText(500, 900, "outside", new TextStyle(20, Colour.Black));

        Assert.Equal(0, Inked(canvas));
    }

    [Fact]
    public void DrawImage_OverTheEdge_IsCutOff()
    {
        var canvas = new Canvas(10, 10, Colour.White);
        var image = new RgbImage(6, 6);

        canvas.DrawImage(image, -3, 7, 6, 6);
        canvas.DrawImage(image, 9, -5, 6, 6);

        Assert.Equal((3 * 3) + 1, Inked(canvas));
    }

    [Fact]
    public void DrawImage_OtherSize_IsResampled()
    {
        var canvas = new Canvas(20, 20, Colour.White);

        canvas.DrawImage(new RgbImage(3, 2), 2, 2, 10, 5);

        Assert.Equal(50, Inked(canvas));
    }

    internal static Colour At(Canvas canvas, int x, int y)
    {
        var p = canvas.Image.Pixels.AsSpan(((y * canvas.Width) + x) * 3, 3);
        return new Colour(p[0], p[1], p[2]);
    }

    /// <summary>Pixels that are not white.</summary>
    internal static int Inked(Canvas canvas) => Enumerable.Range(0, canvas.Width * canvas.Height).Count(i => canvas.Image.Pixels[i * 3] < 255 || canvas.Image.Pixels[(i * 3) + 1] < 255);

    /// <summary>Black on white, in pixels.</summary>
    private static double Ink(Canvas canvas) => Enumerable.Range(0, canvas.Width * canvas.Height).Sum(i => (255 - canvas.Image.Pixels[i * 3]) / 255.0);
}
