using FaceGrid.Vision.Training.Losses;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>Distances between the encodings of a batch, and the triplets mined from it.</summary>
/// <param name="Step">Number of the step.</param>
/// <param name="Triplets">Number of mined triplets.</param>
/// <param name="Active">Share of the mined triplets that violate the margin and so have a gradient; 0 where none was mined.</param>
/// <param name="ActiveOfAll">Share of all possible triplets of the batch that violate the margin.</param>
/// <param name="MeanPositive">Mean squared L2 over all pairs of photos of one person.</param>
/// <param name="MeanNegative">The same of two people.</param>
/// <param name="Variance">
/// Mean squared L2 between an encoding and the batch's mean: near 1 for unit encodings spread over the sphere, 0 where all are equal.
/// </param>
/// <param name="Positives">
/// Histogram of d(A,P): <see cref="Bins"/> shares, from 0 to <see cref="Range"/>; larger distances count in the last.
/// </param>
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
    /// <summary>Number of bins of a histogram.</summary>
    public const int Bins = 40;

    /// <summary>The largest squared L2 between unit encodings.</summary>
    public const double Range = 4;

    /// <summary>Measures a batch.</summary>
    /// <param name="distances">N x N squared L2.</param>
    /// <param name="people">N: the person in each photo.</param>
    /// <param name="triplets">The mined triplets, as positions in the batch.</param>
    /// <param name="margin">α on squared L2.</param>
    /// <param name="step">Number of the step.</param>
    public static MiningStatistics Of(BatchDistances distances, ReadOnlySpan<long> people, TripletIndices triplets, double margin, int step)
    {
        TripletMiners.RequireMatching(distances, people);
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

            // The negatives are sorted once; for every positive, bisection counts those that violate the margin.
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
