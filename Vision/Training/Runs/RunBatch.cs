namespace FaceGrid.Vision.Training.Runs;

/// <summary>Photos ready for the network.</summary>
/// <param name="Pixels">Count x Height x Width x 3, normalised.</param>
/// <param name="People">The person of each photo, as a number among the training people.</param>
/// <param name="Photos">The number of each photo among all, from 0.</param>
/// <param name="Teacher">Count x 128: the teacher's encodings; null without one.</param>
internal sealed record RunBatch(float[] Pixels, long[] People, long[] Photos, float[]? Teacher);
