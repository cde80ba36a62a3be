namespace FaceGrid.Vision.Search;

/// <summary>Numbers of rows that the passes of one search processed.</summary>
/// <param name="Scanned">Rows of the first pass, including holes.</param>
/// <param name="Candidates">Rows whose lower bound did not exceed the threshold at the time of their scan.</param>
/// <param name="Rescored">Rows whose exact distance was computed.</param>
public readonly record struct SearchStatistics(int Scanned, int Candidates, int Rescored);
