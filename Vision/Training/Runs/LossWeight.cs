namespace FaceGrid.Vision.Training.Runs;

/// <summary>A term of a run's objective.</summary>
/// <param name="Kind">The loss.</param>
/// <param name="Weight">Factor in the sum, above 0 to 1000.</param>
public sealed record LossWeight(TrainingLossKind Kind, double Weight);
