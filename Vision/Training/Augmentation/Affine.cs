namespace FaceGrid.Vision.Training.Augmentation;

/// <summary>
/// The affine map (x, y) ↦ (A x + B y + C, D x + E y + F), with pixel centres at integers. Each method returns the composition
/// that applies its own map first.
/// </summary>
internal readonly record struct Affine(double A, double B, double C, double D, double E, double F, double MiddleX, double MiddleY)
{
    /// <summary>The identity for an image of this size; later maps are about its centre.</summary>
    public static Affine About(int width, int height) => new(1, 0, 0, 0, 1, 0, (width - 1) / 2.0, (height - 1) / 2.0);

    public bool IsIdentity => this is { A: 1, B: 0, C: 0, D: 0, E: 1, F: 0 };

    public Affine Shifted(double x, double y) => this with { C = C + (A * x) + (B * y), F = F + (D * x) + (E * y) };

    public Affine Scaled(double scale) => Times(scale, 0, 0, scale);

    public Affine Rotated(double radians)
    {
        var (sin, cos) = Math.SinCos(radians);
        return radians == 0 ? this : Times(cos, -sin, sin, cos);
    }

    public Affine Sheared(double alongRows, double alongColumns) => Times(1, alongRows, alongColumns, 1);

    public Affine Mirrored(bool mirrored) => mirrored ? Times(-1, 0, 0, 1) : this;

    /// <summary>The composition that first applies a linear map about the centre.</summary>
    private Affine Times(double a, double b, double d, double e)
    {
        if (a == 1 && b == 0 && d == 0 && e == 1)
        {
            return this;
        }

        var (c, f) = (MiddleX - (a * MiddleX) - (b * MiddleY), MiddleY - (d * MiddleX) - (e * MiddleY));
        return this with
        {
            A = (A * a) + (B * d),
            B = (A * b) + (B * e),
            C = (A * c) + (B * f) + C,
            D = (D * a) + (E * d),
            E = (D * b) + (E * e),
            F = (D * c) + (E * f) + F,
        };
    }
}
