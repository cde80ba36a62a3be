namespace FaceGrid.Vision.Evaluation;

/// <summary>The result of a 1:1 protocol with folds.</summary>
/// <param name="Accuracy">Mean over the folds of the share of correctly classified pairs, 0 to 1.</param>
/// <param name="Std">Population standard deviation over the folds (divided by their number, as in published results).</param>
/// <param name="Threshold">Mean of the folds' thresholds on squared L2.</param>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="FoldAccuracies">Accuracy of each fold at <paramref name="FoldThresholds"/>.</param>
/// <param name="FoldThresholds">For each fold the threshold chosen on all others.</param>
public sealed record ViewTwoResult(
    double Accuracy, double Std, double Threshold, int Pairs, IReadOnlyList<double> FoldAccuracies, IReadOnlyList<double> FoldThresholds);
