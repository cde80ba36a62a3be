namespace FaceGrid.Vision.Evaluation.SelfCalibration;

/// <summary>
/// The impostor distances of a gallery's own people, who are all different: the distribution at exactly the door that the gallery guards.
/// An enrolled person compared with all others is a stranger to them, so the share of people whose nearest other person is nearer than τ
/// estimates the FPIR at τ and the gallery's size, without any assumption of independent comparisons.
/// </summary>
public sealed class OwnImpostors
{
    /// <summary>Below this number of people there is no own distribution.</summary>
    public const int LeastPeople = 8;

    private readonly double[] _nearest;
    private readonly ExponentialTail _tail;

    /// <param name="nearest">For each person of the sample the squared distance to the nearest other person, in any order.</param>
    /// <param name="pairs">The tail of the distances between any two people of the sample.</param>
    /// <param name="comparisons">Templates (or fused people) that each of them was compared with.</param>
    /// <exception cref="ArgumentException">Fewer than <see cref="LeastPeople"/> people.</exception>
    public OwnImpostors(IEnumerable<double> nearest, NormalTail pairs, long comparisons)
    {
        _nearest = [.. nearest.Order()];
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(comparisons);
        if (_nearest.Length < LeastPeople)
        {
            throw new ArgumentException($"{_nearest.Length} people, at least {LeastPeople} are needed", nameof(nearest));
        }

        _tail = new ExponentialTail(_nearest);
        Pairs = pairs;
        Comparisons = comparisons;
    }

    /// <summary>Squared distances to the nearest other person, in ascending order.</summary>
    public IReadOnlyList<double> Nearest => _nearest;

    public NormalTail Pairs { get; }

    public long Comparisons { get; }

    /// <summary>People in the sample.</summary>
    public int People => _nearest.Length;

    /// <summary>
    /// τ for an FPIR in a search with so many comparisons: the mean of the exponential tail of the nearest-other distances, which is
    /// strict, and of the normal tail of the pairs, which is lax (docs/adr/0021).
    /// </summary>
    public double ThresholdFor(double fpir, long comparisons)
    {
        var fmr = ErrorRates.FmrForFpir(fpir, comparisons);
        return (_tail.ThresholdFor(ErrorRates.Fpir(fmr, Comparisons)) + Pairs.ThresholdFor(fmr)) / 2;
    }

    /// <summary>The share of the people whose nearest other person is nearer than τ, converted to so many comparisons.</summary>
    public double ShareBelow(double threshold, long comparisons)
    {
        var below = Array.FindIndex(_nearest, d => d >= threshold);
        var share = (below < 0 ? _nearest.Length : below) / (double)_nearest.Length;
        return share == 0 ? 0 : ErrorRates.Fpir(ErrorRates.FmrForFpir(share, Comparisons), comparisons);
    }

    /// <summary>The value below which a share <paramref name="level"/> of the nearest-other distances lies.</summary>
    public double Quantile(double level) => _nearest[Math.Min(_nearest.Length - 1, (int)(level * _nearest.Length))];
}
