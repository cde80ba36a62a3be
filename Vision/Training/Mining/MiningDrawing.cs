using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// A run's mining as a picture: above how the distances of one person (blue) and of two (orange) lie, step by step; below
/// the share of triplets that still violate the margin. Training that works pulls the two colours apart; collapse is both on
/// the bottom line.
/// </summary>
public static class MiningDrawing
{
    private const int Width = 960;
    private const int MapHeight = 420;
    private const int CurvesHeight = 300;
    private const int Left = 64, Right = Width - 32, Top = 96, Bottom = MapHeight - 36;

    /// <summary>The share of a bin at which its colour is full.</summary>
    private const double FullShare = 0.25;

    private static readonly Colour Ink = Colour.FromRgb(0x1B2430), Quiet = Colour.FromRgb(0x5B6675), Frame = Colour.FromRgb(0x8A94A3);
    private static readonly Colour Blue = Colour.FromRgb(0x0072B2), Orange = Colour.FromRgb(0xE69F00);

    /// <param name="margin">α, for the caption.</param>
    public static RgbImage Render(IReadOnlyList<MiningStatistics> entries, string title, double margin)
    {
        var canvas = new Canvas(Width, MapHeight + CurvesHeight, Colour.White);
        DrawHeader(canvas, title, margin, entries);
        DrawMap(canvas, entries);
        canvas.DrawImage(Curves(entries), 0, MapHeight, Width, CurvesHeight);
        return canvas.Image;
    }

    private static void DrawHeader(Canvas canvas, string title, double margin, IReadOnlyList<MiningStatistics> entries)
    {
        var style = new TextStyle(20, Ink, Bold: true);
        canvas.DrawText(24, 38, Canvas.FitText(title, style, Width - 48), style);
        var small = new TextStyle(14, Quiet);
        var last = entries.Count == 0
            ? "no steps yet"
            : string.Create(CultureInfo.InvariantCulture, $"last: same person {entries[^1].MeanPositive:F3}, different people {entries[^1].MeanNegative:F3}, variance {entries[^1].Variance:F3}; margin {margin:0.###}");
        canvas.DrawText(24, 60, last, small);
        canvas.FillRounded(Left, 74, 11, 11, 3, Blue);
        var x = Left + 34 + canvas.DrawText(Left + 17, 84, "d(A,P), same person", small);
        canvas.FillRounded(x, 74, 11, 11, 3, Orange);
        canvas.DrawText(x + 17, 84, "d(A,N), different people", small);
    }

    private static void DrawMap(Canvas canvas, IReadOnlyList<MiningStatistics> entries)
    {
        var tick = new TextStyle(13, Quiet);
        for (var i = 0; i < entries.Count; i++)
        {
            var from = Left + ((Right - Left) * i / entries.Count);
            var to = Left + ((Right - Left) * (i + 1) / entries.Count);
            for (var bin = 0; bin < MiningStatistics.Bins && to > from; bin++)
            {
                var top = Bottom - ((Bottom - Top) * (bin + 1) / MiningStatistics.Bins);
                var bottom = Bottom - ((Bottom - Top) * bin / MiningStatistics.Bins);
                canvas.FillRectangle(from, top, to - from, bottom - top, ColourOf(entries[i].Positives[bin], entries[i].Negatives[bin]));
            }
        }

        for (var d = 0; d <= (int)MiningStatistics.Range; d++)
        {
            var y = Bottom - (int)((Bottom - Top) * d / MiningStatistics.Range);
            canvas.FillRectangle(Left - 4, y, 4, 1, Frame);
            canvas.DrawText(Left - 8, y + 5, d.ToString(CultureInfo.InvariantCulture), tick, TextAlign.Right);
        }

        canvas.DrawRectangle(Left, Top, Right - Left, Bottom - Top, Frame);
        if (entries.Count > 0)
        {
            canvas.DrawText(Left, Bottom + 20, $"step {entries[0].Step}", tick);
            canvas.DrawText(Right, Bottom + 20, $"step {entries[^1].Step}", tick, TextAlign.Right);
        }
    }

    /// <summary>Both inks on white paper: where they meet they darken.</summary>
    private static Colour ColourOf(float positive, float negative)
    {
        // The root shows thin tails, which is where the triplets that matter lie.
        var (a, b) = (Colour.White.Mix(Blue, Math.Sqrt(positive / FullShare)), Colour.White.Mix(Orange, Math.Sqrt(negative / FullShare)));
        return new Colour((byte)(a.R * b.R / 255), (byte)(a.G * b.G / 255), (byte)(a.B * b.B / 255));
    }

    private static RgbImage Curves(IReadOnlyList<MiningStatistics> entries)
    {
        var plot = new Plot
        {
            X = new PlotAxis { Label = "step" },
            Y = new PlotAxis { Label = "share of triplets that violate the margin", Minimum = 0, Maximum = 1 },
        };
        plot.Series.Add(new PlotSeries("of those mined", [.. entries.Select(s => ((double)s.Step, s.Active))]));
        plot.Series.Add(new PlotSeries("of all in the batch", [.. entries.Select(s => ((double)s.Step, s.ActiveOfAll))]));
        return plot.Render(Width, CurvesHeight);
    }
}
