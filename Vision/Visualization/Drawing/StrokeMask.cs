using System.Buffers;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>
/// Pixel coverage of a set of strokes: 1 inside, falling to 0 across one pixel at the edge. Where strokes overlap the larger
/// coverage counts, so that joints and crossings appear as one shape.
/// </summary>
internal sealed class StrokeMask : IDisposable
{
    private readonly int _left;
    private readonly int _top;
    private readonly int _width;
    private readonly int _height;
    private readonly float[] _coverage;

    public StrokeMask(int canvasWidth, int canvasHeight, IReadOnlyList<(double X, double Y)> points, double radius)
        : this(canvasWidth, canvasHeight, points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y), radius) =>
        Add(points, radius);

    public StrokeMask(int canvasWidth, int canvasHeight, double minX, double minY, double maxX, double maxY, double radius)
    {
        var reach = radius + 1;
        _left = (int)Math.Clamp(Math.Floor(minX - reach), 0, canvasWidth);
        _top = (int)Math.Clamp(Math.Floor(minY - reach), 0, canvasHeight);
        _width = (int)Math.Clamp(Math.Ceiling(maxX + reach), _left, canvasWidth) - _left;
        _height = (int)Math.Clamp(Math.Ceiling(maxY + reach), _top, canvasHeight) - _top;
        _coverage = ArrayPool<float>.Shared.Rent(Math.Max(1, _width * _height));
        _coverage.AsSpan(0, _width * _height).Clear();
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
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                canvas.Blend(_left + x, _top + y, colour, _coverage[(y * _width) + x]);
            }
        }
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_coverage);

    private void AddPiece((double X, double Y) a, (double X, double Y) b, double strokeRadius)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var squaredLength = (dx * dx) + (dy * dy);
        var reach = strokeRadius + 1;

        // A line thinner than a pixel is drawn one pixel wide with reduced coverage.
        var strength = Math.Min(1, 2 * strokeRadius);
        var inner = Math.Max(strokeRadius, 0.5);
        var firstRow = (int)Math.Clamp(Math.Floor(Math.Min(a.Y, b.Y) - reach) - _top, 0, _height);
        var endRow = Math.Min(_height, Math.Ceiling(Math.Max(a.Y, b.Y) + reach) - _top);
        var firstColumn = (int)Math.Clamp(Math.Floor(Math.Min(a.X, b.X) - reach) - _left, 0, _width);
        var endColumn = Math.Min(_width, Math.Ceiling(Math.Max(a.X, b.X) + reach) - _left);
        for (var y = firstRow; y < endRow; y++)
        {
            for (var x = firstColumn; x < endColumn; x++)
            {
                var (px, py) = (_left + x + 0.5 - a.X, _top + y + 0.5 - a.Y);
                var along = squaredLength > 0 ? Math.Clamp(((px * dx) + (py * dy)) / squaredLength, 0, 1) : 0;
                var (ex, ey) = (px - (along * dx), py - (along * dy));
                var covered = (float)(strength * Math.Clamp(inner + 0.5 - Math.Sqrt((ex * ex) + (ey * ey)), 0, 1));
                ref var cell = ref _coverage[(y * _width) + x];
                cell = Math.Max(cell, covered);
            }
        }
    }
}
