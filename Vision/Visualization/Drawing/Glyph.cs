namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>
/// A character as strokes: polylines on a grid where capitals are 7 units high and small letters 5; the baseline is y = 0 and y
/// points up.
/// </summary>
/// <param name="Width">Distance from the leftmost to the rightmost stroke centre, in grid units.</param>
/// <param name="Strokes">Points of each stroke; a single point is a dot.</param>
internal sealed record Glyph(double Width, IReadOnlyList<(double X, double Y)[]> Strokes);
