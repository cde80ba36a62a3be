using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Training.Liveness;

/// <summary>The outcome of <see cref="LivenessTraining"/>, measured on people and signals that were not trained on.</summary>
/// <param name="Files">Paths of the weight files: burst network, blink network.</param>
/// <param name="Parameters">Number of parameters (float32) of each.</param>
/// <param name="Kinds">Names of the attacks, in the order of the rates. The film played on a screen was not trained on.</param>
/// <param name="Burst">APCER and BPCER (ISO/IEC 30107-3) of the burst network alone at a threshold of 0.5.</param>
/// <param name="Fused">The same of both networks together.</param>
/// <param name="BlinksFound">
/// Share (0 to 1) of the signals with a blink in which it is found, at most one frame away from its position.
/// </param>
/// <param name="FalseBlinks">Share (0 to 1) of the signals without a blink in which one is found.</param>
/// <param name="Seconds">Wall-clock time of the whole training.</param>
public sealed record LivenessTrainingResult(
    IReadOnlyList<string> Files,
    IReadOnlyList<long> Parameters,
    IReadOnlyList<string> Kinds,
    PresentationAttackRates Burst,
    PresentationAttackRates Fused,
    double BlinksFound,
    double FalseBlinks,
    double Seconds);
