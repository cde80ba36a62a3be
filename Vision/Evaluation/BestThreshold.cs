namespace FaceGrid.Vision.Evaluation;

/// <summary>The threshold that separates genuine from impostor distances with the fewest errors.</summary>
/// <param name="Threshold">τ; "same" is d &lt; τ.</param>
/// <param name="Correct">Number of pairs classified correctly at τ.</param>
public readonly record struct BestThreshold(double Threshold, int Correct)
{
    /// <summary>
    /// Finds the threshold exactly: accuracy is constant between two neighbouring distances, so the candidates are the midpoints of
    /// distinct sorted distances, one value below the smallest (no pair matches) and one above the largest (every pair matches). Of
    /// equally accurate candidates the lowest is returned, which accepts the fewest impostors.
    /// </summary>
    /// <exception cref="ArgumentException">No distances, different lengths, or a distance that is not finite.</exception>
    public static BestThreshold Find(ReadOnlySpan<double> distances, ReadOnlySpan<bool> same)
    {
        if (distances.Length == 0 || distances.Length != same.Length)
        {
            throw new ArgumentException($"{distances.Length} distances and {same.Length} truths");
        }

        var sorted = distances.ToArray();
        var truth = same.ToArray();
        if (sorted.Any(d => !double.IsFinite(d)))
        {
            throw new ArgumentException("a distance is not finite", nameof(distances));
        }

        Array.Sort(sorted, truth);

        // Below the smallest distance every pair is classified as different, which is correct for all impostors.
        var correct = truth.Count(t => !t);
        var best = new BestThreshold(sorted[0] - 0.5, correct);
        for (var i = 0; i < sorted.Length; i++)
        {
            correct += truth[i] ? 1 : -1;
            var last = i + 1 == sorted.Length;
            if (correct > best.Correct && (last || sorted[i + 1] > sorted[i]))
            {
                best = new BestThreshold(last ? sorted[i] + 0.5 : Midpoint(sorted[i], sorted[i + 1]), correct);
            }
        }

        return best;
    }

    /// <summary>
    /// A value above <paramref name="low"/> even where the two are neighbouring doubles, because d &lt; τ must hold for the lower
    /// one.
    /// </summary>
    private static double Midpoint(double low, double high)
    {
        var middle = low + ((high - low) / 2);
        return middle > low ? middle : high;
    }
}
