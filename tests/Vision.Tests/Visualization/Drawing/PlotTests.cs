using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Tests.Visualization.Drawing;

public sealed class PlotTests
{
    private static readonly Colour Pink = Colour.FromRgb(0xFF00FF);

    [Fact]
    public void Render_RisingLine_RisesFromCornerToCorner()
    {
        var plot = new Plot { Title = "T", X = new() { Label = "x" }, Y = new() { Label = "y" } };
        plot.Series.Add(new("", [(0, 0), (10, 100)]) { Colour = Pink });

        var marks = Where(plot.Render(600, 400));

        var (first, last) = (marks.MinBy(p => p.X), marks.MaxBy(p => p.X));
        Assert.True(last.X - first.X > 450);
        Assert.True(first.Y - last.Y > 230);
    }

    [Fact]
    public void Render_LogAxes_MakePowersStraight()
    {
        var plot = new Plot { X = new() { Scale = AxisScale.Log }, Y = new() { Scale = AxisScale.Log } };
        plot.Series.Add(new("", [.. Enumerable.Range(0, 61).Select(i => Math.Pow(10, i / 20.0)).Select(x => (x, 5 * x * x))]) { Colour = Pink });

        var marks = Where(plot.Render());

        var (first, last) = (marks.MinBy(p => p.X), marks.MaxBy(p => p.X));
        Assert.All(marks, p => Assert.Equal(first.Y + ((double)(p.X - first.X) * (last.Y - first.Y) / (last.X - first.X)), p.Y, 3.0));
    }

    [Fact]
    public void Render_ValuesThatCannotBeShown_BreakTheLine()
    {
        var plot = new Plot { Y = new() { Scale = AxisScale.Log, Minimum = 0.1, Maximum = 10 }, X = new() { Minimum = 0, Maximum = 4 } };
        plot.Series.Add(new("", [(0, 1), (1, 1), (2, 0), (2.5, double.NaN), (3, 1), (4, 1)]) { Colour = Pink });

        var columns = Where(plot.Render()).Select(p => p.X).Distinct().Order().ToArray();

        // The longest stretch without ink is the gap from 1 to 3, half of the axis.
        var gap = columns.Zip(columns.Skip(1), (a, b) => b - a).Max();
        Assert.InRange(gap, 0.45 * (columns[^1] - columns[0]), 0.55 * (columns[^1] - columns[0]));
    }

    [Fact]
    public void Render_OutsideTheAxes_IsCutAtTheFrame()
    {
        var plot = new Plot { X = new() { Minimum = 0, Maximum = 1 }, Y = new() { Minimum = 0, Maximum = 1 } };
        plot.Series.Add(new("", [(-5, -5), (0.5, 0.5), (5, 5)]) { Colour = Pink });

        var image = plot.Render(400, 300);

        var marks = Where(image);
        Assert.All(marks, p => Assert.True(p.X is > 30 and < 370 && p.Y is > 15 and < 280));
    }

    [Fact]
    public void Render_Dashed_LeavesGaps()
    {
        int Ink(bool dashed)
        {
            var plot = new Plot();
            plot.Series.Add(new("", [(0, 0), (1, 0.3), (2, 1)]) { Colour = Pink, Dashed = dashed });
            return Where(plot.Render()).Count;
        }

        Assert.InRange(Ink(true), Ink(false) * 0.4, Ink(false) * 0.85);
    }

    [Fact]
    public void Render_RunsOfAMean_ArePaleAndWithinTheFrame()
    {
        var plot = new Plot();
        plot.Series.Add(new("", [(0, 1), (1, 2)]) { Colour = Pink, Runs = [[(0, 0), (1, 1)], [(0, 2), (1, 3)]] });

        var image = plot.Render();

        var mean = Where(image);
        var pale = Enumerable.Range(0, image.Width * image.Height)
            .Where(i => image.Pixels[i * 3] > 240 && image.Pixels[(i * 3) + 1] is > 130 and < 200 && image.Pixels[(i * 3) + 2] > 240)
            .Select(i => i / image.Width).ToArray();
        Assert.NotEmpty(mean);
        Assert.True(pale.Min() < mean.Min(p => p.Y) - 50 && pale.Max() > mean.Max(p => p.Y) + 50, "one run lies above the mean and one below it");
    }

    [Fact]
    public void Render_NothingOrOnePoint_StillGivesAxes()
    {
        Assert.Equal(960, new Plot { X = new() { Scale = AxisScale.Log } }.Render().Width);
        var plot = new Plot();
        plot.Series.Add(new("one", [(3, 7)]) { Colour = Pink });
        Assert.NotEmpty(Where(plot.Render()));
        Assert.Throws<ArgumentException>(() => new Plot { X = new() { Scale = AxisScale.Log, Minimum = 0 } }.Render());
    }

    [Theory]
    [InlineData(0, 10, 5, new[] { 0.0, 2, 4, 6, 8, 10 })]
    [InlineData(0.13, 0.87, 5, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1.0 })]
    [InlineData(-3, 3, 4, new[] { -4.0, -2, 0, 2, 4 })]
    public void AxisTicks_Linear_AreRoundNumbersAroundTheData(double low, double high, int most, double[] expected)
    {
        var labels = new List<double>();
        var plot = new Plot { X = new() { Format = v => Note(labels, v) }, Y = new() { Format = _ => "" } };
        plot.Series.Add(new("", [(low, 0), (high, 1)]));
        plot.Render(most * 110, 300);

        Assert.Equal(expected.Length, labels.Count);
        Assert.All(expected.Zip(labels), p => Assert.Equal(p.First, p.Second, 1e-9));
    }

    [Fact]
    public void Format_Default_IsTheShortestText()
    {
        var axis = new PlotAxis();

        Assert.Equal(["0", "0.25", "20000", "−3", "1e−5", "2e6"], new[] { 0, 0.25, 20000, -3, 1e-5, 2e6 }.Select(axis.Format));
    }

    private static string Note(List<double> labels, double value)
    {
        labels.Add(value);
        return "";
    }

    private static List<(int X, int Y)> Where(RgbImage image) =>
        [.. Enumerable.Range(0, image.Width * image.Height)
            .Where(i => image.Pixels[i * 3] > 200 && image.Pixels[(i * 3) + 1] < 120 && image.Pixels[(i * 3) + 2] > 200)
            .Select(i => (i % image.Width, i / image.Width))];
}
