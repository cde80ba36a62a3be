namespace FaceGrid.Vision.Evaluation;

/// <summary>
/// Error rates of ISO/IEC 19795-1 on squared L2 distances: two encodings match if d &lt; τ. FMR is the share of impostor
/// comparisons that match, FNMR the share of genuine comparisons that do not.
/// </summary>
public static class ErrorRates
{
    /// <summary>FMR(τ): the share of impostor comparisons with d &lt; τ.</summary>
    public static double Fmr(ReadOnlySpan<double> impostors, double threshold) => ShareBelow(impostors, threshold);

    /// <summary>FNMR(τ): the share of genuine comparisons with d ≥ τ.</summary>
    public static double Fnmr(ReadOnlySpan<double> genuines, double threshold) => 1 - ShareBelow(genuines, threshold);

    /// <summary>FPIR of a 1:K search at a given FMR, assuming independent comparisons: 1 − (1 − FMR)^K.</summary>
    public static double Fpir(double fmr, long gallerySize)
    {
        CheckRate(fmr, nameof(fmr));
        ArgumentOutOfRangeException.ThrowIfNegative(gallerySize);

        // log1p and expm1 instead of a power: at FMR 1e-9 the plain formula loses all significant digits.
        return gallerySize == 0 ? 0 : fmr == 1 ? 1 : -ExpM1(gallerySize * LogP1(-fmr));
    }

    /// <summary>The FMR that yields a given FPIR in a gallery of K: 1 − (1 − FPIR)^(1/K).</summary>
    public static double FmrForFpir(double fpir, long gallerySize)
    {
        CheckRate(fpir, nameof(fpir));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gallerySize);
        return fpir == 1 ? 1 : -ExpM1(LogP1(-fpir) / gallerySize);
    }

    /// <summary>
    /// The largest threshold whose measured FMR does not exceed <paramref name="fmr"/>: with n = ⌊FMR · N⌋ impostors allowed
    /// below it, τ is the (n + 1)-th smallest impostor distance. A rate below 1 / N gives the smallest measured distance; the data
    /// support no lower rate (rule of 3: zero errors in N comparisons bound the FMR at 3 / N with 95 % confidence).
    /// </summary>
    /// <exception cref="ArgumentException">No impostor distances, or a rate outside 0 to 1.</exception>
    public static double ThresholdForFmr(ReadOnlySpan<double> impostors, double fmr)
    {
        CheckRate(fmr, nameof(fmr));
        if (impostors.Length == 0)
        {
            throw new ArgumentException("no impostor distance", nameof(impostors));
        }

        var sorted = impostors.ToArray();
        Array.Sort(sorted);

        // The small addend makes 0.29 * 100 count as 29; in floating point the product is slightly less.
        var allowed = (long)Math.Floor((fmr * sorted.Length) + 1e-9);
        return allowed >= sorted.Length ? Math.BitIncrement(sorted[^1]) : sorted[allowed];
    }

    private static double ShareBelow(ReadOnlySpan<double> distances, double threshold)
    {
        if (distances.Length == 0)
        {
            throw new ArgumentException("no distance", nameof(distances));
        }

        var below = 0;
        foreach (var d in distances)
        {
            below += d < threshold ? 1 : 0;
        }

        return below / (double)distances.Length;
    }

    private static void CheckRate(double rate, string name)
    {
        if (!(rate >= 0 && rate <= 1))
        {
            throw new ArgumentOutOfRangeException(name, rate, "a rate lies between 0 and 1");
        }
    }

    /// <summary>ln(1 + x) with full relative precision near 0 (Kahan's correction).</summary>
    private static double LogP1(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    /// <summary>e^x − 1 with full relative precision near 0 (Kahan's correction).</summary>
    private static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1)
        {
            return x;
        }

        var less = u - 1;
        return less == -1 ? -1 : less * x / Math.Log(u);
    }
}
