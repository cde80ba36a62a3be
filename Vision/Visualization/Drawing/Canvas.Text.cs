namespace FaceGrid.Vision.Visualization.Drawing;

public sealed partial class Canvas
{
    /// <summary>Lines are this many ems apart.</summary>
    public const double LineHeight = 1.4;

    private const string Ellipsis = "…";

    /// <summary>Pixels that a text takes from its left to its right.</summary>
    public static int MeasureText(string text, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Sum(c => Advance(c, style));
    }

    /// <summary>The text, or as much of its beginning as fits into so many pixels, with an ellipsis.</summary>
    public static string FitText(string text, TextStyle style, int width)
    {
        if (MeasureText(text, style) <= width)
        {
            return text;
        }

        for (var length = text.Length - 1; length > 0; length--)
        {
            var cut = text[..length].TrimEnd() + Ellipsis;
            if (MeasureText(cut, style) <= width)
            {
                return cut;
            }
        }

        return "";
    }

    /// <summary>Draws one line of text.</summary>
    /// <param name="x">Its left, middle or right, as <paramref name="align"/> says.</param>
    /// <param name="baseline">The line that letters stand on.</param>
    /// <returns>Pixels that it takes.</returns>
    public int DrawText(double x, int baseline, string text, TextStyle style, TextAlign align = TextAlign.Left)
    {
        var width = MeasureText(text, style);
        var left = (int)Math.Round(align switch
        {
            TextAlign.Centre => x - (width / 2.0),
            TextAlign.Right => x - width,
            _ => x,
        });
        var unit = style.Size / StrokeFont.Em;
        foreach (var c in text)
        {
            DrawGlyph(StrokeFont.Find(c), left, baseline, unit, style);
            left += Advance(c, style);
        }

        return width;
    }

    private static int Advance(char c, TextStyle style) =>
        (int)Math.Round(StrokeFont.Find(c).Width * style.Size / StrokeFont.Em) + Gap(style);

    /// <summary>Pixels between two letters; the thicker strokes of bold text need more.</summary>
    private static int Gap(TextStyle style) =>
        (int)Math.Max(2, Math.Round((StrokeFont.Spacing + (style.Bold ? StrokeFont.BoldSpacing : 0)) * style.Size / StrokeFont.Em));

    /// <summary>
    /// Fits the letter to the pixel grid, which keeps small text crisp: its sides, the baseline and the tops of small letters
    /// and capitals fall on whole pixels, and strokes are centred on pixels or on the lines between them as their width wants.
    /// </summary>
    private void DrawGlyph(Glyph glyph, int left, int baseline, double unit, TextStyle style)
    {
        if (glyph.Strokes.Count == 0)
        {
            return;
        }

        var thickness = Math.Max(1, style.Size * (style.Bold ? 0.135 : 0.085));
        var onPixels = ((int)Math.Round(thickness) & 1) == 1 ? 0.5 : 0;
        var stretch = glyph.Width > 0 ? Math.Round(glyph.Width * unit) / glyph.Width : unit;
        var small = Math.Round(StrokeFont.SmallHeight * unit);
        var capital = Math.Round(StrokeFont.CapHeight * unit);
        var originX = left + (Gap(style) / 2) + onPixels;
        var originY = baseline - onPixels;
        var strokes = glyph.Strokes.Select(s => s.Select(p => (originX + (p.X * stretch), originY - Level(p.Y))).ToArray()).ToArray();
        var points = strokes.SelectMany(s => s).ToArray();
        var dot = thickness * 0.62;
        using var mask = new StrokeMask(
            Width, Height, points.Min(p => p.Item1), points.Min(p => p.Item2), points.Max(p => p.Item1), points.Max(p => p.Item2), dot);
        foreach (var stroke in strokes)
        {
            mask.Add(stroke, stroke.Length == 1 ? dot : thickness / 2);
        }

        mask.Paint(this, style.Colour);

        double Level(double y) => y switch
        {
            < 0 => y * unit,
            <= StrokeFont.SmallHeight => y * small / StrokeFont.SmallHeight,
            <= StrokeFont.CapHeight => small + ((y - StrokeFont.SmallHeight) * (capital - small) / (StrokeFont.CapHeight - StrokeFont.SmallHeight)),
            _ => capital + ((y - StrokeFont.CapHeight) * unit),
        };
    }
}
