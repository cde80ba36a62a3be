namespace FaceGrid.Vision.Evaluation;

/// <summary>Two photos, by index, of people who go by different names, and how near they are.</summary>
public readonly record struct NearPair(int First, int Second, double Distance);
