namespace FaceGrid.Grains.Interfaces.Models;

/// <summary>One row FMR → τ.</summary>
/// <param name="Fmr">Share of comparisons of two people with d &lt; τ.</param>
/// <param name="Threshold">τ on d = ‖f(a) − f(b)‖².</param>
/// <param name="Fnmr">Share of comparisons of one person with d ≥ τ.</param>
/// <param name="Extrapolated">Too few errors were counted at this rate: a model of the tail gave τ.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.CalibrationPoint")]
public sealed record CalibrationPoint(
    [property: Id(0)] double Fmr,
    [property: Id(1)] double Threshold,
    [property: Id(2)] double Fnmr,
    [property: Id(3)] bool Extrapolated);
