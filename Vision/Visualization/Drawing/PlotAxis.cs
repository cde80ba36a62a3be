using System.Globalization;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>One axis of a <see cref="Plot"/>.</summary>
public sealed record PlotAxis
{
    public string Label { get; init; } = "";

    public AxisScale Scale { get; init; } = AxisScale.Linear;

    /// <summary>The smallest value shown; from the data where it is null.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest value shown; from the data where it is null.</summary>
    public double? Maximum { get; init; }

    /// <summary>Text of a tick; by default the shortest that says the value.</summary>
    public Func<double, string> Format { get; init; } = value => value switch
    {
        0 => "0",
        _ when Math.Abs(value) is >= 1e6 or < 1e-4 => value.ToString("0.##e0", CultureInfo.InvariantCulture).Replace('-', '−'),
        _ => value.ToString("0.######", CultureInfo.InvariantCulture).Replace('-', '−'),
    };
}
