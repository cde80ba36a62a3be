namespace FaceGrid.Vision.Training.Runs;

/// <summary>A batch of N photos for the network.</summary>
/// <param name="Pixels">N x Height x Width x 3, row-major, normalised.</param>
/// <param name="People">N: the person in each photo, as a number among the training people.</param>
/// <param name="Photos">N: the number of each photo in the whole set, from 0.</param>
/// <param name="Teacher">N x 128: the teacher's encodings; null without a teacher.</param>
/// <param name="Targets">N x T: regression targets; null without regression.</param>
internal sealed record RunBatch(float[] Pixels, long[] People, long[] Photos, float[]? Teacher, float[]? Targets = null);
