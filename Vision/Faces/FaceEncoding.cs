namespace FaceGrid.Vision.Faces;

/// <summary>Facts about encodings and the distance between two of them.</summary>
public static class FaceEncoding
{
    /// <summary>Floats in an encoding.</summary>
    public const int Dimension = 128;

    /// <summary>d = ‖f(a) − f(b)‖², summed in double precision: 0 for the same encoding, 4 for opposite ones.</summary>
    public static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"encodings of {a.Length} and {b.Length} floats");
        }

        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var d = (double)a[i] - b[i];
            sum += d * d;
        }

        return sum;
    }
}
