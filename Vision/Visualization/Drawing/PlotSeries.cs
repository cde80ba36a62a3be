namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>A curve of a <see cref="Plot"/>. Values that are not finite, or that a logarithmic axis cannot show, break the line.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">In drawing order.</param>
public sealed record PlotSeries(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Null: the next of the built-in colours, which remain distinguishable to colour-blind readers (Okabe and Ito).</summary>
    public Colour? Colour { get; init; }

    public bool Dashed { get; init; }

    /// <summary>Draws a mark at every point; one is always drawn where a series has a single point.</summary>
    public bool Marks { get; init; }

    /// <summary>Single runs that the curve is the mean of, drawn pale and thin beneath all curves.</summary>
    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Runs { get; init; } = [];
}
