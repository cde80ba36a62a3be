namespace FaceGrid.Vision.Training.Runs;

/// <summary>A validation.</summary>
/// <param name="Accuracy">Share of pairs judged right at the best threshold; half of them are of one person.</param>
/// <param name="Threshold">That threshold on squared L2.</param>
/// <param name="Agreement">Mean cosine to the teacher's encodings; null without a teacher.</param>
public sealed record HeldOutScore(double Accuracy, double Threshold, double? Agreement);
