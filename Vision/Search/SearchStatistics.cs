namespace FaceGrid.Vision.Search;

/// <summary>How much work one search was: what the 8-bit first pass could not rule out, and what was scored again in float64.</summary>
/// <param name="Scanned">Rows that the first pass went over, holes included.</param>
/// <param name="Candidates">Rows whose lower bound did not exceed the threshold at the time the scan met them.</param>
/// <param name="Rescored">Rows whose exact distance was computed.</param>
public readonly record struct SearchStatistics(int Scanned, int Candidates, int Rescored);
