using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The curves of a run as one picture: losses, shares, and the learning rate, one chart below the other.</summary>
public static class RunCurves
{
    private const int Width = 960;
    private const int Height = 400;

    /// <summary>Points of a curve; more steps are averaged.</summary>
    private const int MostPoints = 300;

    public static RgbImage Draw(EncoderRunOptions options, IReadOnlyList<RunStep> steps)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(steps);
        var title = string.Create(CultureInfo.InvariantCulture, $"{options.Backbone}, {steps.Count} of {options.Steps} steps, {options.BatchSize} photos a batch");
        return Below(
            Chart("Loss", title, "Terms without their weights", ("sum", s => s.Loss), ("distillation", s => s.Distillation), ("hints", s => s.Hints), ("pairs", s => s.Pairs), ("classes", s => s.Classes)),
            Chart("Shares", "", "Of triplets, photos, pairs of held-out people", ("triplets that violate the margin", s => s.Active), ("classified right", s => s.Right),
                ("held-out verification", s => s.Accuracy), ("held-out cosine to the teacher", s => s.Agreement)),
            Chart("Learning rate", "", "", ("rate", s => s.Rate)));

        RgbImage Chart(string name, string subtitle, string label, params (string Name, Func<RunStep, double> Value)[] curves)
        {
            var plot = new Plot { Title = name, Subtitle = subtitle, X = new PlotAxis { Label = "Step" }, Y = new PlotAxis { Label = label } };
            foreach (var (curve, value) in curves)
            {
                var points = Thinned([.. steps.Where(s => double.IsFinite(value(s))).Select(s => ((double)s.Step, value(s)))]);
                if (points.Count > 0)
                {
                    plot.Series.Add(new PlotSeries(curve, points));
                }
            }

            return plot.Render(Width, Height);
        }
    }

    internal static IReadOnlyList<(double X, double Y)> Thinned(IReadOnlyList<(double X, double Y)> points) => points.Count <= MostPoints
        ? points
        : [.. points.Chunk((points.Count + MostPoints - 1) / MostPoints).Select(c => (c.Average(p => p.X), c.Average(p => p.Y)))];

    private static RgbImage Below(params RgbImage[] charts)
    {
        var sheet = new RgbImage(Width, charts.Sum(c => c.Height));
        var at = 0;
        foreach (var chart in charts)
        {
            chart.Pixels.CopyTo(sheet.Pixels, at);
            at += chart.Pixels.Length;
        }

        return sheet;
    }
}
