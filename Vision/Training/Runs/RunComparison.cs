using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Compares ways to train: draws the mean of each over its runs, and the single runs in a paler colour, so that a difference can be judged
/// against the variation between seeds.
/// </summary>
public static class RunComparison
{
    /// <summary>Draws the comparison.</summary>
    /// <param name="column">The column of <see cref="RunMetricsFile"/> that is compared; it becomes the title.</param>
    /// <param name="groups">At least one.</param>
    public static RgbImage Draw(string column, IReadOnlyList<RunGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var (fewest, most) = (groups.Min(g => g.Runs.Count), groups.Max(g => g.Runs.Count));
        var plot = new Plot
        {
            Title = char.ToUpperInvariant(column[0]) + column[1..].Replace('_', ' '),
            Subtitle = most == 1
                ? "One run each"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Mean over {(fewest == most ? $"{most} runs" : $"{fewest} to {most} runs")}; pale: each run"),
            X = new PlotAxis { Label = "Step", Minimum = 0 },
        };
        foreach (var group in groups)
        {
            plot.Series.Add(new PlotSeries(group.Name, RunCurves.Thinned(group.Mean))
            {
                Runs = most > 1 ? [.. group.Runs.Select(RunCurves.Thinned)] : [],
                Marks = group.Mean.Count <= 30,
            });
        }

        return plot.Render();
    }

    /// <summary>
    /// Joins runs that each started from the weights of the one before (<c>--from</c>), with steps counted from the first run on.
    /// </summary>
    /// <param name="parts">In order, each with its number of steps.</param>
    public static IReadOnlyList<(double Step, double Value)> Chain(
        IEnumerable<(IReadOnlyList<(double Step, double Value)> Points, double Steps)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var chained = new List<(double, double)>();
        double before = 0;
        foreach (var (points, steps) in parts)
        {
            chained.AddRange(points.Select(p => (p.Step + before, p.Value)));
            before += steps;
        }

        return chained;
    }
}
