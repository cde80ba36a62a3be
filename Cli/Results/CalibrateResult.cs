using FaceGrid.Cli.Evaluation;
using FaceGrid.Grains.Interfaces.Models;

namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>calibrate</c>.</summary>
/// <param name="Calibration">The stored calibration: table FMR → τ of one model version.</param>
/// <param name="Faceless">Number of photos without a detected face, which are excluded.</param>
/// <param name="Nearest">Nearest pairs of photos of different people, nearest first.</param>
internal sealed record CalibrateResult(Calibration Calibration, int Faceless, IReadOnlyList<NearPhotos> Nearest);
