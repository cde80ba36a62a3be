using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Evaluation;

/// <summary>The distances that a calibration rests on.</summary>
/// <param name="Faceless">Photos in which no face was found: left out.</param>
/// <param name="Nearest">The nearest pairs of photos of different people.</param>
internal sealed record CalibrationMeasurement(
    DistanceCounts Impostors, DistanceCounts Genuines, int People, int Photos, int Faceless, IReadOnlyList<NearPhotos> Nearest);
