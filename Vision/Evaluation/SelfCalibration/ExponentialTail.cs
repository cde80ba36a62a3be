namespace FaceGrid.Vision.Evaluation.SelfCalibration;

/// <summary>
/// The lower tail of a distribution of squared distances by peaks over threshold (Pickands 1975), with the shape 0 of the
/// generalised Pareto distribution: P(d &lt; τ) = p·e^−(u−τ)/β for τ below u, where a share p of the sample lies below u and β
/// is the mean excess u − d, its maximum-likelihood estimate. A free shape was measured and left out: for samples of some
/// hundred distances its estimates spread so far that the threshold varied by 0.05 to 0.2 between samples of one population
/// (docs/adr/0021).
/// </summary>
public sealed class ExponentialTail
{
    /// <summary>Share of the sample below u.</summary>
    public const double Share = 0.2;

    private readonly double[] _sorted;
    private readonly double _point;
    private readonly double _rate;

    /// <param name="sorted">Squared distances in ascending order, at least two.</param>
    /// <exception cref="ArgumentException">Fewer than two values.</exception>
    public ExponentialTail(double[] sorted)
    {
        if (sorted.Length < 2)
        {
            throw new ArgumentException("a tail needs two distances or more", nameof(sorted));
        }

        _sorted = sorted;
        var count = Math.Min(sorted.Length - 1, Math.Max(5, (int)Math.Round(Share * sorted.Length)));
        _point = sorted[count];
        _rate = (double)count / sorted.Length;
        Scale = sorted.Take(count).Average(d => _point - d);
    }

    /// <summary>β, a squared distance.</summary>
    public double Scale { get; }

    /// <summary>The squared distance below which a share <paramref name="rate"/> lies: above p the quantile of the sample.</summary>
    public double ThresholdFor(double rate) => rate >= _rate
        ? _sorted[Math.Min(_sorted.Length - 1, (int)(rate * _sorted.Length))]
        : _point - (Scale * Math.Log(_rate / rate));
}
