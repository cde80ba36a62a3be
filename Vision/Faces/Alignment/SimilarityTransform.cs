namespace FaceGrid.Vision.Faces.Alignment;

/// <summary>A similarity of the plane (rotation, scale and translation): (x, y) → (A·x − B·y + X, B·x + A·y + Y).</summary>
/// <param name="A">Scale times the cosine of the angle.</param>
/// <param name="B">Scale times the sine of the angle.</param>
public readonly record struct SimilarityTransform(double A, double B, double X, double Y)
{
    /// <summary>The scale factor √(A² + B²).</summary>
    public double Scale => Math.Sqrt((A * A) + (B * B));

    /// <summary>Rotation angle in degrees, clockwise because y points down.</summary>
    public double Degrees => double.RadiansToDegrees(Math.Atan2(B, A));

    /// <summary>
    /// The transform of <paramref name="from"/> that minimises the sum of squared distances to <paramref name="to"/> (Umeyama 1991;
    /// in the plane, without reflection, it has a closed form).
    /// </summary>
    /// <returns>
    /// Null where the points determine no transform: fewer than two, all at one position, or a coordinate that is not finite.
    /// </returns>
    public static SimilarityTransform? Fit(IReadOnlyList<ImagePoint> from, IReadOnlyList<ImagePoint> to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Count != to.Count)
        {
            throw new ArgumentException($"{from.Count} points and {to.Count} others", nameof(to));
        }

        if (from.Count < 2)
        {
            return null;
        }

        var (fromX, fromY, toX, toY) = (from.Average(p => p.X), from.Average(p => p.Y), to.Average(p => p.X), to.Average(p => p.Y));
        var (cosine, sine, spread) = (0.0, 0.0, 0.0);
        for (var i = 0; i < from.Count; i++)
        {
            var (px, py, qx, qy) = (from[i].X - fromX, from[i].Y - fromY, to[i].X - toX, to[i].Y - toY);
            cosine += (px * qx) + (py * qy);
            sine += (px * qy) - (py * qx);
            spread += (px * px) + (py * py);
        }

        var (a, b) = (cosine / spread, sine / spread);
        var fitted = new SimilarityTransform(a, b, toX - (a * fromX) + (b * fromY), toY - (b * fromX) - (a * fromY));
        return double.IsFinite(fitted.X + fitted.Y) && fitted.Scale > 0 ? fitted : null;
    }

    /// <summary>The image of a point under the transform.</summary>
    public ImagePoint Apply(ImagePoint point) => new((A * point.X) - (B * point.Y) + X, (B * point.X) + (A * point.Y) + Y);

    /// <summary>The inverse transform; the scale must not be 0.</summary>
    public SimilarityTransform Inverse()
    {
        var square = (A * A) + (B * B);
        var (a, b) = (A / square, -B / square);
        return new SimilarityTransform(a, b, (b * Y) - (a * X), -(b * X) - (a * Y));
    }
}
