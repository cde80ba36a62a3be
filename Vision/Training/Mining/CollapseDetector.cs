namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// Detects that a run has collapsed: for a number of consecutive steps the distances between people have been a small part of the margin,
/// and the loss has equalled the margin. An untrained network may start in that state; it leaves it within a few steps or not at all.
/// </summary>
/// <param name="margin">α on squared L2, above 0.</param>
/// <param name="patience">Consecutive steps after which the state counts as collapse.</param>
public sealed class CollapseDetector(double margin, int patience = 100)
{
    /// <summary>Mean distance of different people, as a share of the margin, below which they count as one point.</summary>
    private const double OnePoint = 0.05;

    /// <summary>Greatest difference between loss and margin, as a share of the margin.</summary>
    private const double AtTheMargin = 0.05;

    /// <summary>Consecutive steps so far: the whole state, for a run's checkpoint.</summary>
    public int Steps { get; private set; }

    /// <summary>Restores <see cref="Steps"/> from a checkpoint.</summary>
    public void Restore(int steps) => Steps = steps;

    /// <param name="statistics">Of a batch.</param>
    /// <param name="loss">Mean triplet loss over the triplets mined from it.</param>
    /// <returns>The collapse, from the step on at which the patience is reached; null otherwise.</returns>
    public Collapse? Observe(MiningStatistics statistics, double loss)
    {
        var collapsed = statistics.MeanNegative < OnePoint * margin && Math.Abs(loss - margin) < AtTheMargin * margin;
        Steps = collapsed ? Steps + 1 : 0;
        return Steps >= patience ? new Collapse(statistics.Step, Steps, statistics.MeanNegative, loss, margin) : null;
    }
}
