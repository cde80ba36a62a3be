namespace FaceGrid.Vision.Training;

/// <summary>One step of a training run, as reported to whoever watches.</summary>
/// <param name="Phase"><c>render</c>, <c>classify</c>, <c>triplet</c> or <c>validate</c>.</param>
/// <param name="Step">Steps done, of all phases together.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="Loss">Of this step's batch.</param>
/// <param name="Accuracy">Share of the batch classified right; for triplets the share that still violate the margin.</param>
/// <param name="LearningRate">Of this step.</param>
/// <param name="Seconds">Since the run began.</param>
/// <param name="ImagesPerSecond">Mean since the run's first step.</param>
public sealed record TrainingProgress(
    string Phase, int Step, int Steps, double Loss, double Accuracy, double LearningRate, double Seconds, double ImagesPerSecond);
