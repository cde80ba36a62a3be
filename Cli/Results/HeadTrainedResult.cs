using FaceGrid.Vision.Faces.VerificationHeads;

namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>train head</c>.</summary>
/// <param name="File">Path of the head.</param>
/// <param name="Name">Name of the head.</param>
/// <param name="Kind">Input features of the head.</param>
/// <param name="Model">Model version of the encodings.</param>
/// <param name="Threshold">Least probability that is accepted.</param>
/// <param name="Regularisation">Regularisation λ.</param>
/// <param name="TrainingPairs">Number of training pairs.</param>
internal sealed record HeadTrainedResult(
    string File, string Name, HeadKind Kind, string Model, double Threshold, double Regularisation, int TrainingPairs);
