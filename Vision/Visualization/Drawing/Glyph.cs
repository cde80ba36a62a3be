namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>A letter as strokes: polylines in a grid where capitals are 7 units high, small letters 5, the baseline is y = 0 and y points up.</summary>
/// <param name="Width">Units from the leftmost to the rightmost centre of a stroke.</param>
/// <param name="Strokes">Points of each stroke; a single point is a dot.</param>
internal sealed record Glyph(double Width, IReadOnlyList<(double X, double Y)[]> Strokes);
