namespace FaceGrid.Vision.Evaluation;

/// <summary>
/// A test of presentation attack detection in the words of ISO/IEC 30107-3: scores of attacks, kind by kind, and of bona fide
/// presentations; error rates at any threshold.
/// </summary>
public sealed class PresentationAttackTest
{
    private readonly double[][] _attacks;
    private readonly double[] _bonaFide;

    /// <param name="attacks">One entry for each kind.</param>
    /// <exception cref="ArgumentException">No kind, nothing that got an answer on one side, or a score that is not a number.</exception>
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

    public IReadOnlyList<AttackKind> Attacks { get; }

    public AttackKind BonaFide { get; }

    public PresentationAttackRates At(double threshold) => new(
        threshold,
        [.. _attacks.Select(a => a.Length == 0 ? double.NaN : (a.Length - Below(a, threshold)) / (double)a.Length)],
        Below(_bonaFide, threshold) / (double)_bonaFide.Length);

    /// <summary>The rates at every threshold at which they change, from taking all for bona fide to taking none: the DET curve.</summary>
    public IReadOnlyList<PresentationAttackRates> Curve()
    {
        var scores = _attacks.SelectMany(a => a).Concat(_bonaFide).Distinct().Order().ToList();
        scores.Add(Math.BitIncrement(scores[^1]));
        return scores.ConvertAll(At);
    }

    /// <summary>
    /// Where max APCER and BPCER come nearest to each other: of all thresholds the one with the smallest larger rate, the lowest of
    /// several. Chosen on the data that it is reported on, so it says how well the scores separate and not what a door would reach.
    /// </summary>
    public PresentationAttackRates EqualError() => Curve().MinBy(r => Math.Max(r.MaxApcer, r.Bpcer))!;

    /// <summary>BPCER at the lowest threshold whose max APCER is at most <paramref name="apcer"/>: BPCER20 is that of 5 %.</summary>
    public PresentationAttackRates AtMaxApcer(double apcer) => Curve().First(r => r.MaxApcer <= apcer);

    /// <summary>Scores that are less than the threshold.</summary>
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
