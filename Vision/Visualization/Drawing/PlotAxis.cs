using System.Globalization;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>One axis of a <see cref="Plot"/>.</summary>
public sealed record PlotAxis
{
    /// <summary>Name of the quantity, with its unit.</summary>
    public string Label { get; init; } = "";

    /// <summary>Linear by default.</summary>
    public AxisScale Scale { get; init; } = AxisScale.Linear;

    /// <summary>Lower end of the axis; null: chosen from the data.</summary>
    public double? Minimum { get; init; }

    /// <summary>Upper end of the axis; null: chosen from the data.</summary>
    public double? Maximum { get; init; }

    /// <summary>Converts a value to the text of a tick; by default the shortest exact text.</summary>
    public Func<double, string> Format { get; init; } = value => value switch
    {
        0 => "0",
        _ when Math.Abs(value) is >= 1e6 or < 1e-4 => value.ToString("0.##e0", CultureInfo.InvariantCulture).Replace('-', '−'),
        _ => value.ToString("0.######", CultureInfo.InvariantCulture).Replace('-', '−'),
    };
}
