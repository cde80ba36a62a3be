namespace FaceGrid.Vision.Evaluation;

/// <summary>One row of a <see cref="ThresholdTable"/>.</summary>
/// <param name="Fmr">Share of impostor comparisons with d &lt; τ.</param>
/// <param name="Threshold">τ on squared L2.</param>
/// <param name="Fnmr">Share of genuine comparisons with d ≥ τ, as measured.</param>
/// <param name="Extrapolated">
/// Whether fewer impostors than <see cref="ThresholdTable.MinErrors"/> lie below τ, so that the FMR comes from the tail model.
/// </param>
public sealed record ThresholdPoint(double Fmr, double Threshold, double Fnmr, bool Extrapolated);
