namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>Two encodings and the truth.</summary>
/// <param name="Group">Pairs of one group share people with each other but not with other groups: the fold of a protocol.</param>
public readonly record struct LabelledPair(float[] First, float[] Second, bool Same, int Group);
