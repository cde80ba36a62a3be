namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>
/// A curve of a <see cref="Plot"/>. Values that are not finite, or that a logarithmic axis cannot show, break the line.
/// </summary>
/// <param name="Name">Name in the legend, which is omitted where all names are empty.</param>
/// <param name="Points">In drawing order.</param>
public sealed record PlotSeries(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>
    /// Null: the next of the built-in colours, which are distinguishable with colour vision deficiency (Okabe and Ito 2008).
    /// </summary>
    public Colour? Colour { get; init; }

    /// <summary>Whether the line is dashed instead of solid.</summary>
    public bool Dashed { get; init; }

    /// <summary>Whether every point is marked; a series of a single point always has a mark.</summary>
    public bool Marks { get; init; }

    /// <summary>The individual runs whose mean the curve shows, drawn pale and thin beneath all curves.</summary>
    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Runs { get; init; } = [];
}
