using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Search;

/// <summary>
/// Eight-bit code of a vector: x = s q + e with q_i in −127 … 127. The scale s is a float32, so s q_i (24 + 7 bits) and
/// x_i − s q_i have no rounding worth the name in float64: ‖e‖ is measured, not estimated, and holds for any scale.
/// </summary>
internal static class Quantiser
{
    public const int MaxCode = 127;

    /// <summary>Relative widening that swallows the rounding of a 128-term sum in float64 (below 2⁻⁴⁵) many times over.</summary>
    public const double Slack = 1.0 / (1L << 40);

    /// <summary>Quantises <paramref name="x"/>.</summary>
    /// <param name="x">128 floats.</param>
    /// <param name="codes">Receives q, 128 values.</param>
    /// <param name="error">At least ‖e‖.</param>
    /// <param name="squaredNorm">‖x‖², within 2⁻⁴⁵ of itself. Not finite exactly when an element is not: float32 squares cannot overflow here.</param>
    /// <returns>s; 0 (all codes 0) where the elements are too small to have a scale in float32.</returns>
    public static float Quantise(ReadOnlySpan<float> x, Span<sbyte> codes, out double error, out double squaredNorm)
    {
        var largest = 0f;
        squaredNorm = 0;
        for (var i = 0; i < FaceEncoding.Dimension; i++)
        {
            largest = Math.Max(largest, Math.Abs(x[i]));
            squaredNorm += (double)x[i] * x[i];
        }

        var scale = largest / MaxCode;
        var inverse = scale > 0 ? 1.0 / scale : 0;
        double squaredError = 0;
        for (var i = 0; i < FaceEncoding.Dimension; i++)
        {
            // A subnormal scale can be off by a factor; the clamp keeps the code in range and e takes up the rest.
            var q = Math.Clamp(Math.Round(x[i] * inverse), -MaxCode, MaxCode);
            codes[i] = (sbyte)q;
            var e = x[i] - (scale * q);
            squaredError += e * e;
        }

        error = Math.Sqrt(squaredError) * (1 + Slack);
        return scale;
    }
}
