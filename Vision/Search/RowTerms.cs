namespace FaceGrid.Vision.Search;

/// <summary>The terms of one row in <see cref="DistanceBounds"/>.</summary>
/// <param name="SquaredNorm">‖r‖² in float64.</param>
/// <param name="Error">At least ‖e_r‖.</param>
/// <param name="Scale">s_r.</param>
internal readonly record struct RowTerms(double SquaredNorm, double Error, float Scale);
