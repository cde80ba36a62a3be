using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Training;

/// <summary>What <see cref="HeldOutPeople"/> found.</summary>
/// <param name="VerificationAccuracy">Share of right 1:1 answers at the best threshold, as many genuine as impostor pairs.</param>
/// <param name="VerificationThreshold">That threshold on squared L2.</param>
/// <param name="OpenSet">1:K with strangers at the threshold that gives the wanted FPIR.</param>
public sealed record HeldOutResult(double VerificationAccuracy, double VerificationThreshold, OpenSetResult OpenSet);
