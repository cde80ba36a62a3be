namespace FaceGrid.Vision.Training.Runs;

/// <summary>Result of a validation on held-out people.</summary>
/// <param name="Accuracy">Share of right 1:1 answers at the best threshold, over as many pairs of the same person as of two people.</param>
/// <param name="Threshold">That threshold, a squared L2 distance.</param>
/// <param name="Agreement">Mean cosine to the teacher's encodings; null without a teacher.</param>
public sealed record HeldOutScore(double Accuracy, double Threshold, double? Agreement);
