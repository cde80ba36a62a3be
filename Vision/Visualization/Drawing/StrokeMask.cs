using System.Buffers;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>
/// Coverage of a bundle of strokes: 1 inside, falling to 0 across one pixel at the edge. Pieces are united by taking the
/// greater coverage, so that joints and crossings look like one shape.
/// </summary>
internal sealed class StrokeMask : IDisposable
{
    private readonly int left;
    private readonly int top;
    private readonly int width;
    private readonly int height;
    private readonly float[] coverage;

    public StrokeMask(int canvasWidth, int canvasHeight, IReadOnlyList<(double X, double Y)> points, double radius)
        : this(canvasWidth, canvasHeight, points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y), radius) =>
        Add(points, radius);

    public StrokeMask(int canvasWidth, int canvasHeight, double minX, double minY, double maxX, double maxY, double radius)
    {
        var reach = radius + 1;
        left = (int)Math.Clamp(Math.Floor(minX - reach), 0, canvasWidth);
        top = (int)Math.Clamp(Math.Floor(minY - reach), 0, canvasHeight);
        width = (int)Math.Clamp(Math.Ceiling(maxX + reach), left, canvasWidth) - left;
        height = (int)Math.Clamp(Math.Ceiling(maxY + reach), top, canvasHeight) - top;
        coverage = ArrayPool<float>.Shared.Rent(Math.Max(1, width * height));
        coverage.AsSpan(0, width * height).Clear();
    }

    public void Add(IReadOnlyList<(double X, double Y)> points, double strokeRadius)
    {
        if (points.Count == 1)
        {
            AddPiece(points[0], points[0], strokeRadius);
        }

        for (var i = 1; i < points.Count; i++)
        {
            AddPiece(points[i - 1], points[i], strokeRadius);
        }
    }

    public void Paint(Canvas canvas, Colour colour)
    {
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                canvas.Blend(left + x, top + y, colour, coverage[(y * width) + x]);
            }
        }
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(coverage);

    private void AddPiece((double X, double Y) a, (double X, double Y) b, double strokeRadius)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var squaredLength = (dx * dx) + (dy * dy);
        var reach = strokeRadius + 1;

        // A line thinner than a pixel is a pixel wide but paler.
        var strength = Math.Min(1, 2 * strokeRadius);
        var inner = Math.Max(strokeRadius, 0.5);
        for (var y = (int)Math.Clamp(Math.Floor(Math.Min(a.Y, b.Y) - reach) - top, 0, height); y < Math.Min(height, Math.Ceiling(Math.Max(a.Y, b.Y) + reach) - top); y++)
        {
            for (var x = (int)Math.Clamp(Math.Floor(Math.Min(a.X, b.X) - reach) - left, 0, width); x < Math.Min(width, Math.Ceiling(Math.Max(a.X, b.X) + reach) - left); x++)
            {
                var (px, py) = (left + x + 0.5 - a.X, top + y + 0.5 - a.Y);
                var along = squaredLength > 0 ? Math.Clamp(((px * dx) + (py * dy)) / squaredLength, 0, 1) : 0;
                var (ex, ey) = (px - (along * dx), py - (along * dy));
                var covered = (float)(strength * Math.Clamp(inner + 0.5 - Math.Sqrt((ex * ex) + (ey * ey)), 0, 1));
                ref var cell = ref coverage[(y * width) + x];
                cell = Math.Max(cell, covered);
            }
        }
    }
}
