namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Two folders of the same person, which were merged.</summary>
/// <param name="Kept">Folder that received the photos.</param>
/// <param name="Merged">Folder that was dissolved.</param>
/// <param name="Distance">Squared L2 between their mean encodings.</param>
public sealed record MergedPeople(string Kept, string Merged, double Distance);
