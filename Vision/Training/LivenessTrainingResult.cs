using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Training;

/// <summary>What came of a run of <see cref="LivenessTraining"/>, on people and signals that it has not learnt from.</summary>
/// <param name="Files">The weight files.</param>
/// <param name="Parameters">Floats of each of them.</param>
/// <param name="Kinds">Names of the attacks, in the order of the rates. The film played on a screen was not trained on.</param>
/// <param name="Burst">The burst network alone at 0.5.</param>
/// <param name="Fused">Burst and blink together at 0.5.</param>
/// <param name="BlinksFound">Share of the signals with a blink in which it is found within a frame of where it is.</param>
/// <param name="FalseBlinks">Share of the signals without a blink in which one is found.</param>
/// <param name="Seconds">Of the whole run.</param>
public sealed record LivenessTrainingResult(
    IReadOnlyList<string> Files,
    IReadOnlyList<long> Parameters,
    IReadOnlyList<string> Kinds,
    PresentationAttackRates Burst,
    PresentationAttackRates Fused,
    double BlinksFound,
    double FalseBlinks,
    double Seconds);
