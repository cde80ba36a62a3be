namespace FaceGrid.Vision.Search;

/// <summary>A row that the first pass of a search could not exclude.</summary>
/// <param name="Lower">Lower bound of the row's squared distance to the probe (<see cref="DistanceBounds"/>).</param>
/// <param name="Row">Row number in the snapshot.</param>
internal readonly record struct ScanCandidate(double Lower, int Row);
