namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Two folders that are one person: the second's photos went to the first.</summary>
/// <param name="Distance">Squared L2 between their mean encodings.</param>
public sealed record MergedPeople(string Kept, string Merged, double Distance);
