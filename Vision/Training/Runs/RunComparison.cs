using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>One way to train, and what its runs (the same but for the seed) measured step by step.</summary>
/// <param name="Name">Of the way.</param>
/// <param name="Runs">Of each run, in the order of its steps.</param>
public sealed record RunGroup(string Name, IReadOnlyList<IReadOnlyList<(double Step, double Value)>> Runs)
{
    /// <summary>Mean over the runs at each step where all of them have a value.</summary>
    public IReadOnlyList<(double Step, double Value)> Mean { get; } =
    [
        .. Runs.SelectMany(r => r)
            .GroupBy(p => p.Step, p => p.Value)
            .Where(g => g.Count() == Runs.Count)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, g.Average())),
    ];

    /// <summary>The last step that all runs have a value of, the mean there and its range.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public (double Step, double Mean, double Least, double Most) Last
    {
        get
        {
            var (step, mean) = Mean.Count > 0 ? Mean[^1] : throw new InvalidOperationException($"no step of {Name} was measured in all of its runs");
            var values = Runs.Select(r => r.First(p => p.Step == step).Value).ToArray();
            return (step, mean, values.Min(), values.Max());
        }
    }
}

/// <summary>Ways to train side by side: the mean of each over its runs, with the runs themselves beneath, so that a lead can be told from chance.</summary>
public static class RunComparison
{
    /// <param name="column">What is compared, a column of <see cref="RunMetricsFile"/>.</param>
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
                : string.Create(CultureInfo.InvariantCulture, $"Mean over {(fewest == most ? $"{most} runs" : $"{fewest} to {most} runs")}; pale: each run"),
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

    /// <summary>The steps of runs that each went on from the one before (<c>--from</c>), counted through.</summary>
    /// <param name="parts">In order; each with the number of steps that it had.</param>
    public static IReadOnlyList<(double Step, double Value)> Chain(IEnumerable<(IReadOnlyList<(double Step, double Value)> Points, double Steps)> parts)
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
