using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Search;

/// <summary>
/// Eight-bit code of a vector: x = s q + e with q_i in −127 … 127. The scale s is a float32, so s q_i (24 + 7 bits) is exact
/// and x_i − s q_i is nearly exact in float64: ‖e‖ is computed, not estimated, and valid for any scale.
/// </summary>
internal static class Quantiser
{
    public const int MaxCode = 127;

    /// <summary>Relative widening, much larger than the rounding error of a 128-term sum in float64 (below 2⁻⁴⁵).</summary>
    public const double Slack = 1.0 / (1L << 40);

    /// <summary>Quantises <paramref name="x"/>.</summary>
    /// <param name="x">128 floats.</param>
    /// <param name="codes">Receives q, 128 values.</param>
    /// <param name="error">At least ‖e‖.</param>
    /// <param name="squaredNorm">
    /// ‖x‖², within 2⁻⁴⁵ of itself. It is finite if and only if all elements are, because squares of float32 do not
    /// overflow in float64.
    /// </param>
    /// <returns>The scale s; 0, with all codes 0, where the elements are too small for a float32 scale.</returns>
    // Compiled with full optimisation at once, because a process packs 50,000 rows soon after its start.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Quantise(ReadOnlySpan<float> x, Span<sbyte> codes, out double error, out double squaredNorm)
    {
        // Four lanes of float64, no remainder; portable, with a scalar fallback in the runtime.
        var largest = Vector128<float>.Zero;
        var squares = Vector256<double>.Zero;
        for (var i = 0; i < FaceEncoding.Dimension; i += 4)
        {
            var v = Vector128.Create(x.Slice(i, 4));
            largest = Vector128.Max(largest, Vector128.Abs(v));
            var wide = Widen(v);
            squares += wide * wide;
        }

        squaredNorm = Vector256.Sum(squares);
        var scale = MathF.Max(MathF.Max(largest[0], largest[1]), MathF.Max(largest[2], largest[3])) / MaxCode;
        var inverse = Vector256.Create(scale > 0 ? 1.0 / scale : 0);
        var most = Vector256.Create((double)MaxCode);
        var squaredErrors = Vector256<double>.Zero;
        for (var i = 0; i < FaceEncoding.Dimension; i += 4)
        {
            // A subnormal scale can have a large relative error; the clamp keeps the code in range, and e contains the difference.
            var wide = Widen(Vector128.Create(x.Slice(i, 4)));
            var q = Vector256.Max(-most, Vector256.Min(most, Vector256.Round(wide * inverse)));
            var e = wide - (Vector256.Create((double)scale) * q);
            squaredErrors += e * e;
            codes[i] = (sbyte)q[0];
            codes[i + 1] = (sbyte)q[1];
            codes[i + 2] = (sbyte)q[2];
            codes[i + 3] = (sbyte)q[3];
        }

        error = Math.Sqrt(Vector256.Sum(squaredErrors)) * (1 + Slack);
        return scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Widen(Vector128<float> v) => Vector256.Create(Vector128.WidenLower(v), Vector128.WidenUpper(v));
}
