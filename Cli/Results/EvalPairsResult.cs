namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>eval pairs</c> (LFW View 2); rates are shares from 0 to 1.</summary>
/// <param name="Model">Model version.</param>
/// <param name="Accuracy">Mean accuracy over the folds.</param>
/// <param name="Std">Standard deviation of the accuracy over the folds (population).</param>
/// <param name="Threshold">Mean of the folds' thresholds on the squared distance.</param>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="Located">How faces were detected.</param>
/// <param name="Seconds">Duration of the evaluation, in seconds.</param>
internal sealed record EvalPairsResult(
    string Model, double Accuracy, double Std, double Threshold, int Pairs, string Located, double Seconds);
