namespace FaceGrid.Vision.Faces;

/// <summary>Dimension, mean and distance of encodings.</summary>
public static class FaceEncoding
{
    /// <summary>Number of floats in an encoding.</summary>
    public const int Dimension = 128;

    /// <summary>
    /// The mean direction of several encodings: Σf / ‖Σf‖. The mean of a single encoding equals it bit for bit.
    /// </summary>
    /// <param name="encodings">n x 128 floats, n at least 1.</param>
    /// <returns>128 floats of unit L2 norm; the first encoding where the sum is zero, as for opposite encodings.</returns>
    public static float[] Mean(ReadOnlySpan<float> encodings)
    {
        if (encodings.IsEmpty || encodings.Length % Dimension != 0)
        {
            throw new ArgumentException($"{encodings.Length} floats are not a whole number of encodings of {Dimension}", nameof(encodings));
        }

        var first = encodings[..Dimension].ToArray();
        if (encodings.Length == Dimension)
        {
            return first;
        }

        var sum = new double[Dimension];
        for (var i = 0; i < encodings.Length; i++)
        {
            sum[i % Dimension] += encodings[i];
        }

        var norm = Math.Sqrt(sum.Sum(v => v * v));
        return norm < 1e-6 ? first : Array.ConvertAll(sum, v => (float)(v / norm));
    }

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
