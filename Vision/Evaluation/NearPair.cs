namespace FaceGrid.Vision.Evaluation;

/// <summary>Two photos, by index, that are labelled as different people, and their squared L2 distance.</summary>
public readonly record struct NearPair(int First, int Second, double Distance);
