using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Cli.Load;

/// <summary>Plots a drill: latency of each probe by its due time.</summary>
internal static class DrillChart
{
    public static RgbImage Draw(string title, double killedAt, IReadOnlyList<LoadAnswer> answers)
    {
        var plot = new Plot
        {
            Title = title,
            Subtitle = "median and slowest answer of each second; incomplete and failed ones separately",
            X = new PlotAxis { Label = "seconds" },
            Y = new PlotAxis { Label = "latency, ms", Scale = AxisScale.Log },
        };
        var seconds = answers.GroupBy(a => (int)a.DueSeconds).OrderBy(g => g.Key).ToList();
        plot.Series.Add(new PlotSeries("median", [.. seconds.Select(g => (g.Key + 0.5, Least(Median(g))))]));
        plot.Series.Add(
            new PlotSeries("slowest", [.. seconds.Select(g => (g.Key + 0.5, Least(g.Max(a => a.Milliseconds))))]) { Dashed = true });
        LoadVerdict[] shown = [LoadVerdict.Incomplete, LoadVerdict.Failed, LoadVerdict.WrongNotRecognized, LoadVerdict.WrongPerson];
        foreach (var verdict in shown)
        {
            var those = answers.Where(a => a.Verdict == verdict)
                .OrderBy(a => a.DueSeconds)
                .Select(a => (a.DueSeconds, Least(a.Milliseconds)))
                .ToList();
            if (those.Count > 0)
            {
                plot.Series.Add(new PlotSeries(verdict.ToString(), those) { Marks = true });
            }
        }

        var top = answers.Count == 0 ? 10 : answers.Max(a => Least(a.Milliseconds));
        plot.Series.Add(new PlotSeries("kill", [(killedAt, 0.1), (killedAt, top)]));
        return plot.Render();
    }

    private static double Median(IEnumerable<LoadAnswer> answers)
    {
        var sorted = answers.Select(a => a.Milliseconds).Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static double Least(double milliseconds) => Math.Max(milliseconds, 0.1);
}
