namespace FaceGrid.Vision.Training.Mining;

/// <summary>How a batch lies, and what was mined of it.</summary>
/// <param name="Step">The number of the step.</param>
/// <param name="Triplets">Mined.</param>
/// <param name="Active">Share of the mined ones that violate the margin: those that have a gradient; 0 of none.</param>
/// <param name="ActiveOfAll">Share of all triplets of the batch that violate it, whatever was mined.</param>
/// <param name="MeanPositive">Mean squared L2 over all pairs of photos of one person.</param>
/// <param name="MeanNegative">The same of two people.</param>
/// <param name="Variance">Mean squared L2 of an encoding from the batch's mean: near 1 for unit encodings that fill the sphere, 0 where all are one.</param>
/// <param name="Positives"><see cref="Bins"/> shares of d(A,P), from 0 to <see cref="Range"/>; what is beyond counts to the last.</param>
/// <param name="Negatives">The same of d(A,N).</param>
public sealed record MiningStatistics(
    int Step,
    int Triplets,
    double Active,
    double ActiveOfAll,
    double MeanPositive,
    double MeanNegative,
    double Variance,
    float[] Positives,
    float[] Negatives)
{
    /// <summary>Of a histogram.</summary>
    public const int Bins = 40;

    /// <summary>The largest squared L2 between unit encodings.</summary>
    public const double Range = 4;

    /// <param name="triplets">What a miner gave for the batch; positions in it.</param>
    /// <param name="margin">α on squared L2.</param>
    public static MiningStatistics Of(BatchDistances distances, ReadOnlySpan<long> people, TripletIndices triplets, double margin, int step)
    {
        TripletMiners.DemandMatching(distances, people);
        var (positives, negatives) = (new float[Bins], new float[Bins]);
        var (near, far, nears, fars) = (0.0, 0.0, 0L, 0L);
        var (violating, all) = (0L, 0L);
        var negativesOfAnchor = new float[people.Length];
        for (var a = 0; a < people.Length; a++)
        {
            var count = 0;
            for (var b = 0; b < people.Length; b++)
            {
                var d = distances[a, b];
                if (people[a] != people[b])
                {
                    negatives[Bin(d)]++;
                    (far, fars) = (far + d, fars + 1);
                    negativesOfAnchor[count++] = d;
                }
                else if (a != b)
                {
                    positives[Bin(d)]++;
                    (near, nears) = (near + d, nears + 1);
                }
            }

            // Sorted once, every positive counts its violating negatives by bisection.
            var sorted = negativesOfAnchor.AsSpan(0, count);
            sorted.Sort();
            for (var p = 0; p < people.Length; p++)
            {
                if (p != a && people[p] == people[a])
                {
                    violating += CountBelow(sorted, distances[a, p] + margin);
                    all += count;
                }
            }
        }

        var active = 0;
        for (var i = 0; i < triplets.Count; i++)
        {
            var a = (int)triplets.Anchors[i];
            if (distances[a, (int)triplets.Positives[i]] + margin > distances[a, (int)triplets.Negatives[i]])
            {
                active++;
            }
        }

        Normalise(positives, nears);
        Normalise(negatives, fars);

        // Σ‖a − b‖² over all ordered pairs is 2 N² times the variance.
        return new MiningStatistics(
            step,
            triplets.Count,
            Share(active, triplets.Count),
            Share(violating, all),
            nears == 0 ? 0 : near / nears,
            fars == 0 ? 0 : far / fars,
            (near + far) / (2.0 * people.Length * people.Length),
            positives,
            negatives);
    }

    private static int Bin(float distance) => Math.Clamp((int)(distance * (Bins / Range)), 0, Bins - 1);

    private static int CountBelow(ReadOnlySpan<float> sorted, double bound)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < bound ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static void Normalise(float[] counts, long sum)
    {
        for (var i = 0; i < counts.Length && sum > 0; i++)
        {
            counts[i] /= sum;
        }
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : part / (double)whole;
}
