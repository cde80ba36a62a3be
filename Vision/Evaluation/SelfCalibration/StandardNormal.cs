namespace FaceGrid.Vision.Evaluation.SelfCalibration;

/// <summary>The standard normal distribution.</summary>
public static class StandardNormal
{
    private const double Low = 0.02425;

    /// <summary>
    /// Φ⁻¹(p), by Acklam's rational approximation (2003): relative error below 1.2e-9 for p of 1e-300 to 1 − 1e-16.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A probability of 0 or less, or of 1 or more.</exception>
    public static double Quantile(double probability)
    {
        if (!(probability is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "a probability between 0 and 1 was expected");
        }

        if (probability > 1 - Low)
        {
            return -Tail(1 - probability);
        }

        if (probability < Low)
        {
            return Tail(probability);
        }

        var q = probability - 0.5;
        var r = q * q;
        return Polynomial(
                r,
                [
                    -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
                    -3.066479806614716e+01, 2.506628277459239e+00,
                ])
            * q
            / Polynomial(
                r,
                [
                    -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
                    -1.328068155288572e+01, 1,
                ]);
    }

    private static double Tail(double probability)
    {
        var q = Math.Sqrt(-2 * Math.Log(probability));
        return Polynomial(
                q,
                [
                    -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00,
                    4.374664141464968e+00, 2.938163982698783e+00,
                ])
            / Polynomial(
                q,
                [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1]);
    }

    /// <summary>Horner's scheme, the highest power first.</summary>
    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        foreach (var c in coefficients)
        {
            sum = (sum * x) + c;
        }

        return sum;
    }
}
