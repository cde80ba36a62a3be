using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>Curves over two axes: training losses, DET curves, scaling figures.</summary>
public sealed class Plot
{
    private const int TickGap = 8;

    private static readonly Colour Ink = Colour.FromRgb(0x1B2430);
    private static readonly Colour Quiet = Colour.FromRgb(0x5B6675);
    private static readonly Colour Grid = Colour.FromRgb(0xDDE1E6);
    private static readonly Colour FaintGrid = Colour.FromRgb(0xF0F2F5);
    private static readonly Colour AxisInk = Colour.FromRgb(0x8A94A3);

    private static readonly Colour[] Colours =
    [
        Colour.FromRgb(0x0072B2), Colour.FromRgb(0xD55E00), Colour.FromRgb(0x009E73), Colour.FromRgb(0xCC79A7),
        Colour.FromRgb(0xE69F00), Colour.FromRgb(0x56B4E9), Colour.FromRgb(0x444B54),
    ];

    public string Title { get; init; } = "";

    public string Subtitle { get; init; } = "";

    public PlotAxis X { get; init; } = new();

    public PlotAxis Y { get; init; } = new();

    public IList<PlotSeries> Series { get; } = [];

    /// <exception cref="ArgumentOutOfRangeException">Less than 240 x 180 pixels.</exception>
    public RgbImage Render(int width = 960, int height = 600)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 240);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 180);
        var tick = new TextStyle(13, Quiet);
        var label = new TextStyle(14, Ink);
        var x = AxisRange.For(X, Series.SelectMany(All).Select(p => p.X), Math.Max(2, width / 110));
        var y = AxisRange.For(Y, Series.SelectMany(All).Select(p => p.Y), Math.Max(2, height / 70));
        var canvas = new Canvas(width, height, Colour.White);

        var left = 24 + y.Ticks.Select(t => Canvas.MeasureText(Y.Format(t), tick)).DefaultIfEmpty(0).Max() + TickGap;
        var top = 24 + (Title.Length > 0 ? 26 : 0) + (Subtitle.Length > 0 ? 20 : 0) + (Y.Label.Length > 0 ? 30 : 0);
        var right = width - 32;
        var bottom = height - 32 - TickGap - (X.Label.Length > 0 ? 24 : 0);
        var title = new TextStyle(20, Ink, Bold: true);
        canvas.DrawText(24, 38, Canvas.FitText(Title, title, width - 48), title);
        var subtitle = new TextStyle(14, Quiet);
        canvas.DrawText(24, Title.Length > 0 ? 60 : 36, Canvas.FitText(Subtitle, subtitle, width - 48), subtitle);

        // The vertical axis is named above its end, where it can be read without turning the head.
        canvas.DrawText(24, top - 16, Y.Label, label);
        canvas.DrawText((left + right) / 2.0, height - 16, X.Label, label, TextAlign.Centre);

        int AtX(double v) => left + (int)Math.Round(x.Place(v) * (right - left));
        int AtY(double v) => bottom - (int)Math.Round(y.Place(v) * (bottom - top));
        foreach (var v in x.MinorTicks)
        {
            canvas.FillRectangle(AtX(v), top, 1, bottom - top, FaintGrid);
        }

        foreach (var v in y.MinorTicks)
        {
            canvas.FillRectangle(left, AtY(v), right - left, 1, FaintGrid);
        }

        foreach (var v in x.Ticks)
        {
            canvas.FillRectangle(AtX(v), top, 1, bottom - top, Grid);
            canvas.DrawText(AtX(v), bottom + TickGap + 12, X.Format(v), tick, TextAlign.Centre);
        }

        foreach (var v in y.Ticks)
        {
            canvas.FillRectangle(left, AtY(v), right - left, 1, Grid);
            canvas.DrawText(left - TickGap, AtY(v) + 5, Y.Format(v), tick, TextAlign.Right);
        }

        canvas.FillRectangle(left, top, 1, bottom - top + 1, AxisInk);
        canvas.FillRectangle(left, bottom, right - left + 1, 1, AxisInk);
        DrawCurves(canvas, x, y, left, top, right, bottom);
        DrawLegend(canvas, left, top, right, bottom, x, y);
        return canvas.Image;
    }

    private static IEnumerable<(double X, double Y)> All(PlotSeries series) => series.Points.Concat(series.Runs.SelectMany(r => r));

    private Colour ColourOf(int series) => Series[series].Colour ?? Colours[series % Colours.Length];

    /// <summary>Drawn on a copy of the frame's inside, so that curves end at the frame.</summary>
    private void DrawCurves(Canvas canvas, AxisRange x, AxisRange y, int left, int top, int right, int bottom)
    {
        var inside = new Canvas(ImageOps.Crop(canvas.Image, left + 1, top, right - left - 1, bottom - top));
        for (var i = 0; i < Series.Count; i++)
        {
            var pale = ColourOf(i).Mix(Colour.White, 0.65);
            foreach (var single in Series[i].Runs.SelectMany(Pieces))
            {
                inside.DrawPolyline(single, pale);
            }
        }

        for (var i = 0; i < Series.Count; i++)
        {
            foreach (var piece in Pieces(Series[i].Points))
            {
                DrawPiece(inside, piece, ColourOf(i), Series[i]);
            }
        }

        canvas.DrawImage(inside.Image, left + 1, top, inside.Width, inside.Height);

        // A curve's pieces between the points that cannot be shown, in pixels of the frame's inside.
        IEnumerable<List<(double X, double Y)>> Pieces(IReadOnlyList<(double X, double Y)> points)
        {
            var piece = new List<(double X, double Y)>();
            foreach (var (px, py) in points)
            {
                var (u, v) = (x.Place(px), y.Place(py));
                if (double.IsFinite(u) && double.IsFinite(v))
                {
                    // Far outside is as good as outside, and keeps the mask small.
                    piece.Add((Math.Clamp(u, -1, 2) * (right - left), (1 - Math.Clamp(v, -1, 2)) * (bottom - top)));
                }
                else if (piece.Count > 0)
                {
                    yield return piece;
                    piece = [];
                }
            }

            if (piece.Count > 0)
            {
                yield return piece;
            }
        }
    }

    private static void DrawPiece(Canvas canvas, List<(double X, double Y)> run, Colour colour, PlotSeries series)
    {
        if (!series.Dashed)
        {
            canvas.DrawPolyline(run, colour, 2);
        }
        else
        {
            foreach (var dash in Dashes(run, 7, 6))
            {
                canvas.DrawPolyline(dash, colour, 2);
            }
        }

        if (series.Marks || run.Count == 1)
        {
            foreach (var (x, y) in run)
            {
                canvas.FillCircle(x, y, 4.5, Colour.White);
                canvas.FillCircle(x, y, 3.5, colour);
            }
        }
    }

    /// <summary>Cuts a polyline into pieces of <paramref name="on"/> pixels with <paramref name="off"/> between them.</summary>
    private static IEnumerable<List<(double X, double Y)>> Dashes(List<(double X, double Y)> run, double on, double off)
    {
        var dash = new List<(double X, double Y)> { run[0] };
        var (drawing, left) = (true, on);
        for (var i = 1; i < run.Count; i++)
        {
            var (from, to) = (run[i - 1], run[i]);
            var length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
            for (double done = 0; done < length;)
            {
                var step = Math.Min(left, length - done);
                done += step;
                left -= step;
                var at = (from.X + ((to.X - from.X) * done / length), from.Y + ((to.Y - from.Y) * done / length));
                if (drawing)
                {
                    dash.Add(at);
                }

                if (left > 0)
                {
                    continue;
                }

                if (drawing)
                {
                    yield return dash;
                }

                drawing = !drawing;
                left = drawing ? on : off;
                dash = [at];
            }
        }

        if (drawing && dash.Count > 1)
        {
            yield return dash;
        }
    }

    /// <summary>In the corner of the frame that the curves use least.</summary>
    private void DrawLegend(Canvas canvas, int left, int top, int right, int bottom, AxisRange x, AxisRange y)
    {
        var style = new TextStyle(13, Ink);
        if (Series.Count == 0 || Series.All(s => s.Name.Length == 0))
        {
            return;
        }

        var width = Series.Max(s => Canvas.MeasureText(s.Name, style)) + 54;
        var height = (Series.Count * 20) + 12;
        var (boxWidth, boxHeight) = ((double)width / (right - left), (double)height / (bottom - top));
        var corners = new (double U, double V, int X, int Y)[]
        {
            (1, 1, right - width - 10, top + 10),
            (0, 1, left + 12, top + 10),
            (1, 0, right - width - 10, bottom - height - 10),
            (0, 0, left + 12, bottom - height - 10),
        };
        var best = corners.MinBy(c => Series.Sum(s => s.Points.Count(p =>
            Math.Abs(x.Place(p.X) - c.U) < boxWidth + 0.05 && Math.Abs(y.Place(p.Y) - c.V) < boxHeight + 0.05) / (double)Math.Max(1, s.Points.Count)));
        canvas.FillRounded(best.X, best.Y, width, height, 6, Grid);
        canvas.FillRounded(best.X + 1, best.Y + 1, width - 2, height - 2, 5, Colour.White);
        for (var i = 0; i < Series.Count; i++)
        {
            var middle = best.Y + 16 + (i * 20);
            DrawPiece(canvas, Series[i].Points.Count == 1 ? [(best.X + 23.0, middle)] : [(best.X + 10.0, middle), (best.X + 36.0, middle)],
                ColourOf(i), Series[i] with { Marks = false });
            canvas.DrawText(best.X + 44, middle + 5, Series[i].Name, style);
        }
    }
}
