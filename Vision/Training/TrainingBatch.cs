namespace FaceGrid.Vision.Training;

/// <summary>Photos ready for a network.</summary>
/// <param name="Pixels">Count x Height x Width x 3, normalised, row-major.</param>
/// <param name="People">The person of each photo.</param>
public sealed record TrainingBatch(float[] Pixels, long[] People);
