using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>train encoder</c>.</summary>
/// <param name="Path">Path of the weight file.</param>
/// <param name="Parameters">Number of parameters.</param>
/// <param name="Bytes">Size of the file, in bytes.</param>
/// <param name="Steps">Number of completed steps.</param>
/// <param name="BestStep">Step with the best validation, whose weights were saved; 0: no validation, the last step.</param>
/// <param name="HeldOut">Verification of the held-out people; null: none.</param>
/// <param name="OpenSet">Open-set 1:K of the held-out people; null: fewer than four.</param>
/// <param name="Calibration">Path of the calibration file; null: too few held-out pairs.</param>
/// <param name="Data">Description of the training photos.</param>
internal sealed record EncoderTrainedResult(
    string Path,
    long Parameters,
    long Bytes,
    int Steps,
    int BestStep,
    HeldOutScore? HeldOut,
    OpenSetResult? OpenSet,
    string? Calibration,
    string Data);
