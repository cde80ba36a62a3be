namespace FaceGrid.Vision.Faces.Detection;

/// <summary>Greedy non-maximum suppression: of boxes that overlap too much only the one with the highest score is kept.</summary>
public static class NonMaxSuppression
{
    /// <summary>
    /// Candidates on a grid overlap by exactly 1/2, 1/3 and so on; this tolerance keeps rounding from deciding whether such an
    /// overlap exceeds the threshold.
    /// </summary>
    private const double Rounding = 1e-9;

    /// <summary>Selects the boxes to keep.</summary>
    /// <param name="scores">The score of each box; boxes of equal score keep their order.</param>
    /// <param name="threshold">A box is removed if its overlap with a kept box of higher score exceeds this value.</param>
    /// <param name="overlap"><see cref="BoxOverlap.OverUnion"/> or <see cref="BoxOverlap.OverSmaller"/>.</param>
    /// <param name="most">
    /// Maximum number of boxes that are considered, those with the highest scores; the time grows with the square of this number.
    /// </param>
    /// <returns>Indices of the kept boxes in descending order of score.</returns>
    /// <exception cref="ArgumentException">The numbers of scores and boxes differ.</exception>
    public static int[] Keep(
        IReadOnlyList<FaceBox> boxes,
        IReadOnlyList<double> scores,
        double threshold,
        Func<FaceBox, FaceBox, double> overlap,
        int most = int.MaxValue)
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
