namespace FaceGrid.Vision.Evaluation.SelfCalibration;

/// <summary>
/// τ for the FPIR that a gallery asks for, from the calibration of the model version and from the gallery's own people
/// (docs/adr/0021). With n people in the own distribution:
/// <list type="bullet">
/// <item>the own τ is w·(τ of <see cref="OwnImpostors"/>) + (1 − w)·(τ of the calibration, moved to the gallery's own quantiles),
/// with w = n/(n + <see cref="OwnHalf"/>);</item>
/// <item>where it is stricter than the calibration's it applies; where it is laxer, a share n/(n + <see cref="TrustHalf"/>) of the
/// difference is granted;</item>
/// <item>the FPIR aimed at is smaller than the one asked for, by the factor (n + <see cref="MarginFloor"/>)/(n + <see cref="MarginFloor"/>
/// + <see cref="MarginHalf"/>), because errors of τ cost more on one side than they save on the other.</item>
/// </list>
/// </summary>
/// <param name="calibration">Null: the model version has none.</param>
/// <param name="own">Null: the gallery has too few people.</param>
/// <param name="hasMargin">False: the FPIR aimed at is the one asked for; for galleries that rely on the calibration alone.</param>
public sealed class GalleryThreshold(ThresholdTable? calibration, OwnImpostors? own, bool hasMargin = true)
{
    /// <summary>People with whom the own fit and the moved calibration weigh alike.</summary>
    public const double OwnHalf = 200;

    /// <summary>People with whom half of a relaxation is granted.</summary>
    public const double TrustHalf = 300;

    /// <summary>
    /// The τ of <see cref="OwnImpostors"/> counts as at least this share of the moved calibration's. Its tails have no lower bound, while
    /// distances end at 0: for encoders whose different people lie near 0 the fits overshoot.
    /// </summary>
    public const double LeastOfMoved = 0.8;

    public const double MarginHalf = 25;

    public const double MarginFloor = 10;

    /// <summary>Least number of people whose own distribution stands without a calibration.</summary>
    public const int LeastWithoutCalibration = 50;

    private static readonly double[] Levels = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5];

    private readonly OwnImpostors? _own = calibration is null && own?.People < LeastWithoutCalibration ? null : own;

    /// <summary>True if a threshold can be derived.</summary>
    public bool IsKnown => calibration is not null || _own is not null;

    /// <summary>Weight of the gallery's own people, 0 to 1: n/(n + <see cref="OwnHalf"/>), 1 without a calibration.</summary>
    public double OwnWeight => _own is null ? 0 : calibration is null ? 1 : Share(OwnHalf);

    private double People => _own?.People ?? 0;

    /// <summary>τ on the squared distance, 0 to 4; does not decrease with the FPIR.</summary>
    /// <param name="fpir">Above 0 and at most 1.</param>
    /// <param name="comparisons">K of the search: templates, or fused people; at least 1.</param>
    /// <exception cref="InvalidOperationException"><see cref="IsKnown"/> is false.</exception>
    public double ThresholdFor(double fpir, long comparisons)
    {
        var aimed = hasMargin ? fpir * (People + MarginFloor) / (People + MarginFloor + MarginHalf) : fpir;
        if (calibration is null)
        {
            return _own is null
                ? throw new InvalidOperationException("neither a calibration nor enough people")
                : Math.Clamp(_own.ThresholdFor(aimed, comparisons), 0, 4);
        }

        var general = Of(calibration, aimed, comparisons);
        if (_own is null)
        {
            return general;
        }

        var moved = general + Levels.Average(l => _own.Quantile(l) - Of(calibration, l, _own.Comparisons));
        var fitted = Math.Max(_own.ThresholdFor(aimed, comparisons), LeastOfMoved * moved);
        var local = (OwnWeight * fitted) + ((1 - OwnWeight) * moved);
        return Math.Clamp(local < general ? local : general + (Share(TrustHalf) * (local - general)), 0, 4);
    }

    /// <summary>The FPIR at a threshold: the inverse of <see cref="ThresholdFor"/>, by bisection, 1e-9 to 1.</summary>
    public double FpirAt(double threshold, long comparisons)
    {
        var (low, high) = (Math.Log(1e-9), 0.0);
        if (ThresholdFor(1, comparisons) < threshold)
        {
            return 1;
        }

        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = ThresholdFor(Math.Exp(middle), comparisons) < threshold ? (middle, high) : (low, middle);
        }

        return Math.Exp((low + high) / 2);
    }

    /// <summary>
    /// The predicted FPIR with its 95 % interval: from the smaller to the larger end of the Poisson intervals around the number of events
    /// that the prediction expects among the gallery's people and around the number that was counted. Two people who are near each other
    /// are one event, so n people give n/2 of them. The lower end is 0 where fewer than three events are expected (rule of 3). Null: the
    /// gallery has too few people.
    /// </summary>
    public Interval? IntervalOf(double fpir, double threshold, long comparisons)
    {
        if (_own is null)
        {
            return null;
        }

        var events = _own.People / 2.0;
        var expected = events * fpir;
        var counted = events * _own.ShareBelow(threshold, comparisons);
        var low = Math.Min(PoissonInterval.Low(expected), PoissonInterval.Low(counted)) / events;
        var high = Math.Max(PoissonInterval.High(expected), PoissonInterval.High(counted)) / events;
        return new Interval(fpir, Math.Min(low, fpir), Math.Clamp(high, fpir, 1));
    }

    private static double Of(ThresholdTable table, double fpir, long comparisons) =>
        table.ThresholdFor(ErrorRates.FmrForFpir(fpir, comparisons), out _);

    private double Share(double half) => People / (People + half);
}
