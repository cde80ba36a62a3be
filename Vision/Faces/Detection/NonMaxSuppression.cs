namespace FaceGrid.Vision.Faces.Detection;

/// <summary>Greedy non-maximum suppression: of boxes that overlap too much only the surest stays.</summary>
public static class NonMaxSuppression
{
    /// <summary>Candidates on a grid overlap by exactly a half, a third ...: rounding must not decide which side of the threshold that is.</summary>
    private const double Rounding = 1e-9;

    /// <param name="scores">One for each box; equal scores keep the boxes' order.</param>
    /// <param name="threshold">A box goes when it overlaps with a surer one that stays by more than this.</param>
    /// <param name="overlap"><see cref="BoxOverlap.OverUnion"/> or <see cref="BoxOverlap.OverSmaller"/>.</param>
    /// <param name="most">At most so many are looked at, the surest ones: the time grows with the square.</param>
    /// <returns>Indices of the boxes that stay, the surest first.</returns>
    /// <exception cref="ArgumentException">Another number of scores than of boxes.</exception>
    public static int[] Keep(
        IReadOnlyList<FaceBox> boxes, IReadOnlyList<double> scores, double threshold, Func<FaceBox, FaceBox, double> overlap, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(overlap);
        if (boxes.Count != scores.Count)
        {
            throw new ArgumentException($"{scores.Count} scores for {boxes.Count} boxes", nameof(scores));
        }

        var order = Enumerable.Range(0, boxes.Count).OrderByDescending(i => scores[i]).Take(most).ToArray();
        var suppressed = new bool[order.Length];
        var kept = new List<int>();
        for (var i = 0; i < order.Length; i++)
        {
            if (suppressed[i])
            {
                continue;
            }

            kept.Add(order[i]);
            for (var j = i + 1; j < order.Length; j++)
            {
                suppressed[j] = suppressed[j] || overlap(boxes[order[i]], boxes[order[j]]) > threshold + Rounding;
            }
        }

        return [.. kept];
    }
}
