using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Evaluation.SelfCalibration;

/// <summary>
/// The distances between people of a gallery, or of a sample of them, with the self-audit: pairs that are too near to be two people
/// (one person under two names, twins) are left out and listed. Deterministic: it depends on the encodings and their order alone.
/// </summary>
/// <remarks>
/// The rule: a pair is left out if it is nearer than the distance below which the tail of all pairs predicts <see cref="ExpectedPairs"/>
/// pairs of this gallery. That tail is fitted without the nearest pairs, one for every 20 people, which
/// might be such pairs, and again without those that are left out, until no further pair is. Below
/// <see cref="LeastAudited"/> people the tail is too uncertain and no pair is left out.
/// </remarks>
public sealed class OwnPopulation
{
    /// <summary>Number of pairs of different people that the rule expects to leave out wrongly in one gallery.</summary>
    public const double ExpectedPairs = 0.02;

    /// <summary>Least number of people of an audit.</summary>
    public const int LeastAudited = 20;

    private const int PeopleForOneSkipped = 20;

    private const int Rounds = 5;

    private OwnPopulation(DistanceCounts pairs, NormalTail? tail, double nearestAllowed, IReadOnlyList<NearPair> suspicious)
    {
        Pairs = pairs;
        Tail = tail;
        NearestAllowed = nearestAllowed;
        Suspicious = suspicious;
    }

    /// <summary>All pairs of two people, those of <see cref="Suspicious"/> left out.</summary>
    public DistanceCounts Pairs { get; }

    /// <summary>Null: fewer than <see cref="OwnImpostors.LeastPeople"/> people.</summary>
    public NormalTail? Tail { get; }

    /// <summary>Pairs nearer than this are left out; 0: none is.</summary>
    public double NearestAllowed { get; }

    /// <summary>Indices of pairs that are too near to be two people, nearest first.</summary>
    public IReadOnlyList<NearPair> Suspicious { get; }

    /// <summary>Compares every person with every other.</summary>
    /// <param name="encodings">One encoding of unit L2 norm for each person.</param>
    public static OwnPopulation Measure(IReadOnlyList<float[]> encodings) =>
        Measure(encodings.Count, (i, j) => FaceEncoding.SquaredDistance(encodings[i], encodings[j]));

    /// <inheritdoc cref="Measure(IReadOnlyList{float[]})"/>
    /// <param name="people">Number of people.</param>
    /// <param name="distance">The squared distance of two people, i &lt; j; called from several threads.</param>
    public static OwnPopulation Measure(int people, Func<int, int, double> distance)
    {
        var all = new double[people * (people - 1L) / 2];
        Parallel.For(0, people, i =>
        {
            var row = RowOf(i, people);
            for (var j = i + 1; j < people; j++)
            {
                all[row + j - i - 1] = distance(i, j);
            }
        });
        var sorted = (double[])all.Clone();
        Array.Sort(sorted);
        var (tail, allowed, left) = Audit(sorted, people);
        var counts = new DistanceCounts();
        foreach (var d in sorted.AsSpan(left))
        {
            counts.Add(d);
        }

        return new OwnPopulation(counts, tail, allowed, left == 0 ? [] : Nearer(all, people, allowed));
    }

    /// <summary>
    /// The own distribution of a gallery that consists of these people with one template each; null: fewer than
    /// <see cref="OwnImpostors.LeastPeople"/>.
    /// </summary>
    /// <param name="people">As given to <see cref="Measure(int, Func{int, int, double})"/>.</param>
    /// <param name="distance">As given to it.</param>
    public OwnImpostors? WholeGallery(int people, Func<int, int, double> distance)
    {
        if (Tail is null)
        {
            return null;
        }

        var nearest = new double[people];
        Parallel.For(0, people, i =>
        {
            nearest[i] = 4;
            for (var j = 0; j < people; j++)
            {
                if (j != i && distance(Math.Min(i, j), Math.Max(i, j)) is var d && d >= NearestAllowed)
                {
                    nearest[i] = Math.Min(nearest[i], d);
                }
            }
        });
        return new OwnImpostors(nearest, Tail, people - 1);
    }

    private static long RowOf(int i, int people) => ((long)i * (people - 1)) - ((long)i * (i - 1) / 2);

    private static List<NearPair> Nearer(double[] all, int people, double allowed)
    {
        var pairs = new List<NearPair>();
        for (var i = 0; i < people; i++)
        {
            var row = RowOf(i, people);
            for (var j = i + 1; j < people; j++)
            {
                if (all[row + j - i - 1] < allowed)
                {
                    pairs.Add(new NearPair(i, j, all[row + j - i - 1]));
                }
            }
        }

        return [.. pairs.OrderBy(p => p.Distance).ThenBy(p => p.First).ThenBy(p => p.Second)];
    }

    private static (NormalTail? Tail, double Allowed, int Left) Audit(double[] sorted, int people)
    {
        if (people < OwnImpostors.LeastPeople)
        {
            return (null, 0, 0);
        }

        var (allowed, left) = (0.0, 0);
        for (var round = 0; round < Rounds && people >= LeastAudited; round++)
        {
            var tail = NormalTail.Fit(sorted.AsSpan(left), people / PeopleForOneSkipped);
            allowed = Math.Max(0, tail.ThresholdFor(ExpectedPairs / sorted.Length));
            var below = left;
            while (below < sorted.Length && sorted[below] < allowed)
            {
                below++;
            }

            if (below == left)
            {
                break;
            }

            left = below;
        }

        return (NormalTail.Fit(sorted.AsSpan(left)), allowed, left);
    }
}
