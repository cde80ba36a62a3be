namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>train compare</c> for one configuration.</summary>
/// <param name="Way">Name of the configuration.</param>
/// <param name="Runs">Number of runs (seeds).</param>
/// <param name="Column">The compared column.</param>
/// <param name="Step">Last step at which all runs have a value.</param>
/// <param name="Mean">Mean over the runs.</param>
/// <param name="Least">Least value of a run.</param>
/// <param name="Most">Greatest value of a run.</param>
internal sealed record RunComparisonResult(string Way, int Runs, string Column, int Step, double Mean, double Least, double Most);
