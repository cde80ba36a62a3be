namespace FaceGrid.Vision.Evaluation;

/// <summary>
/// Evaluates presentation attack detection (ISO/IEC 30107-3): computes error rates at any threshold from the scores of attacks,
/// grouped by species, and of bona fide presentations.
/// </summary>
public sealed class PresentationAttackTest
{
    private readonly double[][] _attacks;
    private readonly double[] _bonaFide;

    /// <summary>Stores the scores of a test.</summary>
    /// <param name="attacks">One entry for each attack instrument species.</param>
    /// <exception cref="ArgumentException">
    /// No species, no responses to attacks or to bona fide presentations, or a score that is NaN.
    /// </exception>
    public PresentationAttackTest(IReadOnlyList<AttackKind> attacks, AttackKind bonaFide)
    {
        ArgumentNullException.ThrowIfNull(attacks);
        ArgumentNullException.ThrowIfNull(bonaFide);
        if (attacks.All(a => a.Scores.Count == 0) || bonaFide.Scores.Count == 0)
        {
            throw new ArgumentException("scores of attacks and of bona fide presentations are needed");
        }

        if (attacks.Append(bonaFide).Any(k => k.Scores.Any(double.IsNaN)))
        {
            throw new ArgumentException("a score is not a number");
        }

        Attacks = attacks;
        BonaFide = bonaFide;
        _attacks = [.. attacks.Select(a => a.Scores.Order().ToArray())];
        _bonaFide = [.. bonaFide.Scores.Order()];
    }

    /// <summary>The attacks by attack instrument species.</summary>
    public IReadOnlyList<AttackKind> Attacks { get; }

    /// <summary>The bona fide presentations.</summary>
    public AttackKind BonaFide { get; }

    /// <summary>The error rates at a threshold on the score.</summary>
    public PresentationAttackRates At(double threshold) => new(
        threshold,
        [.. _attacks.Select(a => a.Length == 0 ? double.NaN : (a.Length - Below(a, threshold)) / (double)a.Length)],
        Below(_bonaFide, threshold) / (double)_bonaFide.Length);

    /// <summary>
    /// The rates at every threshold at which they change, from accepting all presentations to accepting none: the DET curve.
    /// </summary>
    public IReadOnlyList<PresentationAttackRates> Curve()
    {
        var scores = _attacks.SelectMany(a => a).Concat(_bonaFide).Distinct().Order().ToList();
        scores.Add(Math.BitIncrement(scores[^1]));
        return scores.ConvertAll(At);
    }

    /// <summary>
    /// The operating point where max APCER and BPCER are nearest: of all thresholds the lowest one that minimises the larger of the
    /// two. It is chosen on the data that it is reported on, so it measures the separation of the scores and not the performance in
    /// use.
    /// </summary>
    public PresentationAttackRates EqualError() => Curve().MinBy(r => Math.Max(r.MaxApcer, r.Bpcer))!;

    /// <summary>
    /// The rates at the lowest threshold whose max APCER is at most <paramref name="apcer"/>; with 0.05 their BPCER is BPCER20.
    /// </summary>
    public PresentationAttackRates AtMaxApcer(double apcer) => Curve().First(r => r.MaxApcer <= apcer);

    /// <summary>Number of scores below the threshold.</summary>
    private static int Below(double[] sorted, double threshold)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < threshold)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
