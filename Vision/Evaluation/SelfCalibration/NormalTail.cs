namespace FaceGrid.Vision.Evaluation.SelfCalibration;

/// <summary>
/// The lower tail of a distribution of squared distances as that of a normal distribution: the quantile at rate p is a +
/// b·Φ⁻¹(p). Fitted to the lowest <see cref="Share"/> of a sample by least squares on its normal probability plot. The distances
/// of all pairs of a gallery have tails of about this form; a fit over many order statistics hardly moves with the nearest few
/// pairs, which a gallery of some hundred people does not determine.
/// </summary>
/// <param name="Mean">a, a squared distance.</param>
/// <param name="Deviation">b, at least 0.</param>
public sealed record NormalTail(double Mean, double Deviation)
{
    /// <summary>Share of the sample that is fitted.</summary>
    public const double Share = 0.02;

    /// <summary>Least number of fitted values.</summary>
    public const int LeastValues = 8;

    /// <summary>Fits a sample.</summary>
    /// <param name="sorted">Squared distances in ascending order, at least <see cref="LeastValues"/>.</param>
    /// <param name="skip">Number of the lowest values that keep their ranks and are not fitted: they may not belong to the sample.</param>
    /// <exception cref="ArgumentException">Too few values.</exception>
    public static NormalTail Fit(ReadOnlySpan<double> sorted, int skip = 0)
    {
        if (sorted.Length < LeastValues + skip)
        {
            throw new ArgumentException($"{sorted.Length} distances, at least {LeastValues + skip} are needed", nameof(sorted));
        }

        var end = Math.Max(LeastValues + skip, (int)Math.Round(Share * sorted.Length));
        var count = end - skip;
        var (sumZ, sumX, sumZz, sumZx) = (0.0, 0.0, 0.0, 0.0);
        for (var i = skip; i < end; i++)
        {
            var (x, z) = (sorted[i], StandardNormal.Quantile((i + 0.5) / sorted.Length));
            sumZ += z;
            sumX += x;
            sumZz += z * z;
            sumZx += z * x;
        }

        var slope = Math.Max(0, ((count * sumZx) - (sumZ * sumX)) / ((count * sumZz) - (sumZ * sumZ)));
        return new NormalTail((sumX - (slope * sumZ)) / count, slope);
    }

    /// <summary>The squared distance below which a share <paramref name="rate"/> lies; meant for small rates.</summary>
    public double ThresholdFor(double rate) => Mean + (Deviation * StandardNormal.Quantile(Math.Clamp(rate, 1e-300, 0.5)));
}
