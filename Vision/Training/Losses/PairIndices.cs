namespace FaceGrid.Vision.Training.Losses;

/// <summary>Pairs of a batch; the three arrays have the same length.</summary>
/// <param name="First">Position of the first photo in the batch.</param>
/// <param name="Second">Position of the second photo in the batch.</param>
/// <param name="Same">True where both show the same person.</param>
public sealed record PairIndices(long[] First, long[] Second, bool[] Same)
{
    /// <summary>Number of pairs.</summary>
    public int Count => First.Length;

    /// <summary>
    /// All pairs of photos of the same person, and as many random pairs of different people (all of them where there are fewer). A batch
    /// has far more pairs of different people; a loss over all pairs would be dominated by them.
    /// </summary>
    /// <param name="people">N: the person in each photo.</param>
    /// <param name="random">Draws the pairs of different people, without repetition.</param>
    public static PairIndices Balanced(ReadOnlySpan<long> people, Random random)
    {
        var (same, different) = (new List<(int, int)>(), new List<(int, int)>());
        for (var i = 0; i < people.Length; i++)
        {
            for (var j = i + 1; j < people.Length; j++)
            {
                (people[i] == people[j] ? same : different).Add((i, j));
            }
        }

        // A partial Fisher-Yates shuffle: the first entries are the draw.
        var drawn = Math.Min(same.Count, different.Count);
        for (var i = 0; i < drawn; i++)
        {
            var j = random.Next(i, different.Count);
            (different[i], different[j]) = (different[j], different[i]);
        }

        (int First, int Second)[] pairs = [.. same, .. different.Take(drawn)];
        return new PairIndices(
            [.. pairs.Select(p => (long)p.First)],
            [.. pairs.Select(p => (long)p.Second)],
            [.. pairs.Select((_, i) => i < same.Count)]);
    }
}
