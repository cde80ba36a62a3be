namespace FaceGrid.Grains.Interfaces.Models;

/// <summary>One of several populations of a calibration.</summary>
/// <param name="Name">Which photos, in a few words.</param>
/// <param name="People">Different people.</param>
/// <param name="Photos">Photos of them.</param>
/// <param name="GenuineComparisons">Pairs of photos of one person.</param>
/// <param name="ImpostorComparisons">Pairs of photos of two people.</param>
/// <param name="Points">FMR → τ of this population alone, from the largest FMR to the smallest.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.CalibrationCohort")]
public sealed record CalibrationCohort(
    [property: Id(0)] string Name,
    [property: Id(1)] int People,
    [property: Id(2)] int Photos,
    [property: Id(3)] long GenuineComparisons,
    [property: Id(4)] long ImpostorComparisons,
    [property: Id(5)] IReadOnlyList<CalibrationPoint> Points);
