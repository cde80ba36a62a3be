using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Tests.Visualization.Drawing;

public sealed class TextTests
{
    private static readonly TextStyle Style = new(20, Colour.Black);

    [Fact]
    public void DrawText_PrintableAsciiAndSigns_AllDiffer()
    {
        var seen = new Dictionary<string, char>();
        for (var c = '!'; c <= '~'; c++)
        {
            AddUnique(c);
        }

        foreach (var c in "·°±≤≥τ‖×²→–…≈≠−αßøÄÖÜäöüéèñç")
        {
            AddUnique(c);
        }

        // What the font lacks shows as a box, not as something that could be mistaken for a letter.
        AddUnique('漢');

        void AddUnique(char c)
        {
            var canvas = new Canvas(48, 48, Colour.White);
            canvas.DrawText(8, 32, c.ToString(), Style);
            Assert.True(CanvasTests.Inked(canvas) > 0, $"'{c}' is blank");
            var key = Convert.ToHexString(canvas.Image.Pixels);
            Assert.False(seen.TryGetValue(key, out var twin), $"'{c}' looks like '{twin}'");
            seen.Add(key, c);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(14)]
    [InlineData(20)]
    [InlineData(33)]
    public void DrawText_Capital_StandsOnTheBaselineAndIsSevenTenthsHigh(double size)
    {
        var canvas = new Canvas(60, 60, Colour.White);

        canvas.DrawText(10, 40, "H", new TextStyle(size, Colour.Black));

        var rows = Enumerable.Range(0, 60).Where(y => Enumerable.Range(0, 60).Any(x => CanvasTests.At(canvas, x, y).R < 128)).ToArray();
        Assert.InRange(rows[^1], 39, 40);
        Assert.InRange(rows.Length, (0.7 * size) - 1, (0.785 * size) + 1.5);
    }

    [Theory]
    [InlineData(TextAlign.Left, 100)]
    [InlineData(TextAlign.Centre, 50)]
    [InlineData(TextAlign.Right, 0)]
    public void DrawText_Align_PlacesTheMeasuredBox(TextAlign align, int share)
    {
        const string Text = "Probe 17";
        var width = Canvas.MeasureText(Text, Style);
        var canvas = new Canvas(400, 40, Colour.White);

        Assert.Equal(width, canvas.DrawText(200, 30, Text, Style, align));

        var columns = Enumerable.Range(0, 400).Where(x => Enumerable.Range(0, 40).Any(y => CanvasTests.At(canvas, x, y).R < 200)).ToArray();
        var left = 200 - (width * (100 - share) / 100);
        Assert.InRange(columns[0], left - 2, left + 4);
        Assert.InRange(columns[^1], left + width - 5, left + width + 1);
    }

    [Fact]
    public void MeasureText_Digits_AreAllEquallyWide()
    {
        foreach (var bold in (bool[])[false, true])
        {
            Assert.Single(Enumerable.Range(0, 10).Select(d => Canvas.MeasureText($"{d}", new TextStyle(13, Colour.Black, bold))).Distinct());
        }

        Assert.Equal(0, Canvas.MeasureText("", Style));
    }

    [Fact]
    public void FitText_TooLong_EndsInAnEllipsisAndFits()
    {
        const string Long = "A name of a person that no card can hold in one line";
        var cut = Canvas.FitText(Long, Style, 120);

        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.StartsWith(cut[..^1], Long, StringComparison.Ordinal);
        Assert.InRange(Canvas.MeasureText(cut, Style), 80, 120);
        Assert.Equal("short", Canvas.FitText("short", Style, 500));
        Assert.Equal("", Canvas.FitText(Long, Style, 3));
    }
}
