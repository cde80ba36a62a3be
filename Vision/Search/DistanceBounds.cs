namespace FaceGrid.Vision.Search;

/// <summary>
/// Bounds of d = ‖p − r‖² from the 8-bit codes. With p = s_p u + e_p and r = s_r q + e_r (<see cref="Quantiser"/>),
/// and I = u·q, which the kernels compute in integers without rounding,
/// <code>
/// p·r − s_p s_r I = (s_p u)·e_r + e_p·r,
/// </code>
/// so by Cauchy-Schwarz
/// <code>
/// |p·r − s_p s_r I| ≤ B = ‖s_p u‖ ‖e_r‖ + ‖e_p‖ ‖r‖,
/// ‖p‖² + ‖r‖² − 2 s_p s_r I − 2B  ≤  d  ≤  ‖p‖² + ‖r‖² − 2 s_p s_r I + 2B.
/// </code>
/// The norms need not be 1. The distance D of the search is the float64 sum that
/// <see cref="Faces.FaceEncoding.SquaredDistance"/> computes, within 2⁻⁴⁵ d of d (128 squares of differences of float32,
/// each with three roundings, without overflow or underflow). This error, and the rounding of the bounds themselves, is covered by
/// widening both bounds by 2⁻⁴⁰ of the sum of the magnitudes in them: lower ≤ D ≤ upper holds for the computed numbers.
/// <para>
/// Let T be the count-th smallest upper bound of distinct owners. Then count owners have D ≤ T, and a row with
/// lower > T has D > T: it cannot be among the count nearest, not even as a tie. All other rows are scored in float64.
/// </para>
/// </summary>
internal readonly struct DistanceBounds
{
    private readonly double _scale;
    private readonly double _codedNorm;
    private readonly double _error;
    private readonly double _squaredNorm;
    private readonly double _halfInverseScale;

    /// <param name="scale">s_p.</param>
    /// <param name="codedNorm">‖u‖.</param>
    /// <param name="error">At least ‖e_p‖.</param>
    /// <param name="squaredNorm">‖p‖².</param>
    public DistanceBounds(float scale, double codedNorm, double error, double squaredNorm)
    {
        // Without a scale u is 0 and s_p is arbitrary; 1 avoids a division by zero.
        _scale = scale > 0 ? scale : 1;
        _codedNorm = _scale * codedNorm * (1 + Quantiser.Slack);
        _error = error;
        _squaredNorm = squaredNorm;
        _halfInverseScale = 0.5 / _scale;
    }

    /// <summary>Bounds of the distance to one row.</summary>
    /// <param name="row">The row's ‖r‖², ‖e_r‖ and s_r.</param>
    /// <param name="dot">I = u·q.</param>
    public (double Lower, double Upper) Of(in RowTerms row, int dot)
    {
        var center = _squaredNorm + row.SquaredNorm;
        var product = 2 * _scale * row.Scale * dot;
        var b = 2 * ((_codedNorm * row.Error) + (_error * Math.Sqrt(row.SquaredNorm)));
        b += Quantiser.Slack * (center + Math.Abs(product) + b);
        return (center - product - b, center - product + b);
    }

    /// <summary>
    /// The same bound solved for s_r I and weakened to hold for all rows of a group at once: a row can only have
    /// lower ≤ <paramref name="limit"/> if
    /// <code>
    /// s_r I ≥ τ = (min ‖r‖² + ‖p‖² − limit − 2 ‖s_p u‖ max ‖e_r‖ − 2 ‖e_p‖ max ‖r‖) / (2 s_p).
    /// </code>
    /// Each term is widened by 2⁻³⁷ of itself, which also covers the slack of <see cref="Of"/>: rounding to a code at most
    /// doubles an element, so 2 s_p s_r |I| ≤ 8 ‖p‖ ‖r‖ ≤ 4 (‖p‖² + ‖r‖²). The kernels compare float32(s_r I)
    /// with float32(τ):
    /// |I| &lt; 2²⁴ is exact in float32 and rounding to nearest keeps the order, so no row is lost to it either.
    /// </summary>
    /// <param name="group">The group's extremes.</param>
    /// <param name="limit">T, +∞ while fewer than count owners have been seen.</param>
    public float Threshold(in GroupTerms group, double limit)
    {
        const double Wider = 1 + (8 * Quantiser.Slack);
        const double Narrower = 1 - (8 * Quantiser.Slack);
        var smallest = (group.MinSquaredNorm + _squaredNorm) * Narrower;
        var b = 2 * Wider * ((_codedNorm * group.MaxError) + (_error * group.MaxNorm));
        return (float)((smallest - (limit * Wider) - b) * _halfInverseScale);
    }
}
