namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>The range of an axis with its ticks; maps values to positions.</summary>
internal sealed class AxisRange
{
    private readonly AxisScale _scale;
    private readonly double _low;
    private readonly double _high;

    private AxisRange(AxisScale scale, double low, double high, double[] ticks, double[] minorTicks)
    {
        _scale = scale;
        _low = scale == AxisScale.Log ? Math.Log10(low) : low;
        _high = scale == AxisScale.Log ? Math.Log10(high) : high;
        Ticks = ticks;
        MinorTicks = minorTicks;
    }

    /// <summary>Labelled ticks.</summary>
    public double[] Ticks { get; }

    /// <summary>Unlabelled ticks with a faint grid line: the multiples 2 to 9 of each decade.</summary>
    public double[] MinorTicks { get; }

    public static AxisRange For(PlotAxis axis, IEnumerable<double> values, int maxTicks)
    {
        var usable = values.Where(v => double.IsFinite(v) && (axis.Scale == AxisScale.Linear || v > 0)).ToArray();
        var low = axis.Minimum ?? (usable.Length > 0 ? usable.Min() : axis.Scale == AxisScale.Log ? 1e-3 : 0);
        var high = axis.Maximum ?? (usable.Length > 0 ? usable.Max() : 1);
        return axis.Scale == AxisScale.Log ? Logarithmic(axis, low, high, maxTicks) : Linear(axis, low, high, maxTicks);
    }

    /// <summary>
    /// Position of a value: 0 at the low end, 1 at the high end; not finite for values that the axis cannot show.
    /// </summary>
    public double Place(double value) => ((_scale == AxisScale.Log ? Math.Log10(value) : value) - _low) / (_high - _low);

    private static AxisRange Linear(PlotAxis axis, double low, double high, int maxTicks)
    {
        if (!(high > low))
        {
            var around = Math.Max(Math.Abs(low) * 0.1, 1e-9);
            (low, high) = (low - around, low + around);
        }

        // 1, 2 or 5 times a power of ten: the smallest step that does not crowd the axis.
        var raw = (high - low) / Math.Max(1, maxTicks);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        low = axis.Minimum ?? Math.Floor((low / step) + 1e-9) * step;
        high = axis.Maximum ?? Math.Ceiling((high / step) - 1e-9) * step;
        var first = (long)Math.Ceiling((low / step) - 1e-9);
        var last = (long)Math.Floor((high / step) + 1e-9);
        return new AxisRange(axis.Scale, low, high, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)], []);
    }

    private static AxisRange Logarithmic(PlotAxis axis, double low, double high, int maxTicks)
    {
        if (!(low > 0))
        {
            throw new ArgumentException($"a logarithmic axis cannot begin at {low}");
        }

        var from = (int)Math.Floor(Math.Log10(low) + 1e-9);
        var to = (int)Math.Ceiling(Math.Log10(high) - 1e-9);
        to = Math.Max(to, from + 1);
        low = axis.Minimum ?? Math.Pow(10, from);
        high = axis.Maximum is { } maximum && maximum > low ? maximum : Math.Pow(10, to);
        var every = Math.Max(1, (to - from + maxTicks - 1) / maxTicks);
        double[] decades = [.. Enumerable.Range(from, to - from + 1).Select(e => Math.Pow(10, e))];
        return new AxisRange(
            axis.Scale,
            low,
            high,
            [.. decades.Where((d, i) => i % every == 0 && d >= low * 0.999999 && d <= high * 1.000001)],
            [.. decades.SelectMany(d => Enumerable.Range(2, 8).Select(m => m * d)).Where(v => v >= low && v <= high)]);
    }
}
