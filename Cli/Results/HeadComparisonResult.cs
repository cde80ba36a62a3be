namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>eval pairs --head</c> for the distance threshold or one kind of head; rates are shares from 0 to 1.</summary>
/// <param name="Model">Model version.</param>
/// <param name="Head">"threshold", or the kind of the verification head.</param>
/// <param name="Accuracy">Mean accuracy over the folds.</param>
/// <param name="Std">Standard deviation of the accuracy over the folds (population).</param>
/// <param name="Threshold">Mean threshold over the folds, on the squared distance or on the probability.</param>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="FoldAccuracies">Accuracy of each fold.</param>
internal sealed record HeadComparisonResult(
    string Model, string Head, double Accuracy, double Std, double Threshold, int Pairs, IReadOnlyList<double> FoldAccuracies);
