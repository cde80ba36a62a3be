namespace FaceGrid.Vision.Training.Losses;

/// <summary>Pairs of a batch: for each i two positions in the batch and whether both are one person.</summary>
public sealed record PairIndices(long[] First, long[] Second, bool[] Same)
{
    public int Count => First.Length;

    /// <summary>
    /// All pairs of one person, and as many of different people drawn at random: a batch has far more of these, and a loss
    /// over all pairs would learn to say "different".
    /// </summary>
    /// <param name="people">N: whose photo each is.</param>
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
