using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Distances measured for a calibration.</summary>
/// <param name="Impostors">Squared distances of photos of different people.</param>
/// <param name="Genuines">Squared distances of photos of one person.</param>
/// <param name="People">Number of people.</param>
/// <param name="Photos">Number of encoded photos.</param>
/// <param name="Faceless">Number of photos without a detected face, which are excluded.</param>
/// <param name="Nearest">Nearest pairs of photos of different people.</param>
internal sealed record CalibrationMeasurement(
    DistanceCounts Impostors, DistanceCounts Genuines, int People, int Photos, int Faceless, IReadOnlyList<NearPhotos> Nearest);
