using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>Error rates measured by <see cref="HeldOutPeople"/>.</summary>
/// <param name="VerificationAccuracy">Share of right 1:1 answers at the best threshold, over as many genuine as impostor pairs.</param>
/// <param name="VerificationThreshold">That threshold, a squared L2 distance.</param>
/// <param name="OpenSet">1:K with strangers, at the threshold that gives the requested FPIR.</param>
public sealed record HeldOutResult(double VerificationAccuracy, double VerificationThreshold, OpenSetResult OpenSet);
