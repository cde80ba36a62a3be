namespace FaceGrid.Vision.Evaluation.SelfCalibration;

/// <summary>
/// 95 % interval of the mean of a Poisson distribution (Garwood 1936), by Wilson and Hilferty's approximation of the χ² quantiles: within
/// 2 % of the exact ends from three events on.
/// </summary>
public static class PoissonInterval
{
    private const double Z = 1.959963984540054;

    /// <summary>The lower end; 0 below three events, which are compatible with none (rule of 3).</summary>
    public static double Low(double events) => events < 3 ? 0 : Quantile(events, -Z);

    /// <summary>The upper end.</summary>
    public static double High(double events) => Quantile(events + 1, Z);

    private static double Quantile(double events, double z) => events * Math.Pow(1 - (1 / (9 * events)) + (z / (3 * Math.Sqrt(events))), 3);
}
