namespace FaceGrid.Vision.Search;

/// <summary>A row that the first pass could not rule out.</summary>
/// <param name="Lower">At most the row's distance.</param>
internal readonly record struct Candidate(double Lower, int Row);
