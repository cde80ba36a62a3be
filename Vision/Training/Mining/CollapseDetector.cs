namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// Finds that a run has collapsed: for a number of steps in a row people have been a small part of the margin apart, and the
/// loss has stood at it. An untrained network may begin like that; it leaves within a few steps or not at all.
/// </summary>
/// <param name="margin">α on squared L2, above 0.</param>
/// <param name="patience">Steps in a row.</param>
public sealed class CollapseDetector(double margin, int patience = 100)
{
    /// <summary>Mean distance of different people, as a share of the margin, below which they count as one point.</summary>
    private const double OnePoint = 0.05;

    /// <summary>How near the loss must be to the margin, as a share of it.</summary>
    private const double AtTheMargin = 0.05;

    /// <summary>Steps in a row so far: all that it remembers, to be kept with a run's checkpoint.</summary>
    public int Steps { get; private set; }

    /// <summary>Goes on where another had come to.</summary>
    public void Restore(int steps) => Steps = steps;

    /// <param name="statistics">Of a batch.</param>
    /// <param name="loss">Mean triplet loss of what was mined of it.</param>
    /// <returns>The collapse, at every step from the one at which it is certain; null before, and whenever encodings differ.</returns>
    public Collapse? Observe(MiningStatistics statistics, double loss)
    {
        var collapsed = statistics.MeanNegative < OnePoint * margin && Math.Abs(loss - margin) < AtTheMargin * margin;
        Steps = collapsed ? Steps + 1 : 0;
        return Steps >= patience ? new Collapse(statistics.Step, Steps, statistics.MeanNegative, loss, margin) : null;
    }
}
