namespace FaceGrid.Vision.Training.Runs;

/// <summary>Progress of a training, reported after a step, a validation or a rendered item.</summary>
/// <param name="Phase">What was done.</param>
/// <param name="Step">Steps done, of all phases together; rendered items in <see cref="TrainingPhase.Render"/>.</param>
/// <param name="Steps">Steps, or items, in total.</param>
/// <param name="Loss">Of this step's batch; the FNIR (0 to 1) where a validation by itself is reported.</param>
/// <param name="Accuracy">
/// 0 to 1: of a validation, the share of right 1:1 answers; of classification, the share of the batch classified right; of triplets, the
/// share that violates the margin; of regression, the share of the targets' variance that is explained (at most 1, possibly negative).
/// </param>
/// <param name="LearningRate">Of this step.</param>
/// <param name="Seconds">Since the training started.</param>
/// <param name="ImagesPerSecond">Mean since the first step.</param>
public sealed record TrainingProgress(
    TrainingPhase Phase, int Step, int Steps, double Loss, double Accuracy, double LearningRate, double Seconds, double ImagesPerSecond);
