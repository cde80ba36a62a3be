namespace FaceGrid.Grains.Interfaces.Models;

/// <summary>
/// What was measured of a model version's distances: from it a gallery derives τ for the FPIR it is asked for. Also the
/// content of the file NAME.calibration.json beside a weight file.
/// </summary>
/// <param name="ModelVersion">The version whose encodings were measured; the table is worth nothing for any other.</param>
/// <param name="Source">Which photos, in a few words, for the answers.</param>
/// <param name="Measured">When.</param>
/// <param name="People">Different people.</param>
/// <param name="Photos">Photos of them.</param>
/// <param name="GenuineComparisons">Pairs of photos of one person.</param>
/// <param name="ImpostorComparisons">Pairs of photos of two people.</param>
/// <param name="Points">
/// FMR → τ, from the largest FMR to the smallest. With several populations, the strictest τ of them at each FMR.
/// </param>
/// <param name="Cohorts">The populations, where there are several; null: one.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.Calibration")]
public sealed record Calibration(
    [property: Id(0)] string ModelVersion,
    [property: Id(1)] string Source,
    [property: Id(2)] DateTimeOffset Measured,
    [property: Id(3)] int People,
    [property: Id(4)] int Photos,
    [property: Id(5)] long GenuineComparisons,
    [property: Id(6)] long ImpostorComparisons,
    [property: Id(7)] IReadOnlyList<CalibrationPoint> Points,
    [property: Id(8)] IReadOnlyList<CalibrationCohort>? Cohorts = null);
