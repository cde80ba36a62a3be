namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>Two encodings and whether they are of the same person.</summary>
/// <param name="Group">Number of the pair's group, for example its fold. People occur in one group only.</param>
public readonly record struct LabelledPair(float[] First, float[] Second, bool Same, int Group);
