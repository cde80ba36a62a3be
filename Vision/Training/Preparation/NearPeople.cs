namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Two people of a training set.</summary>
/// <param name="Distance">Squared L2 between their mean encodings.</param>
public sealed record NearPeople(string First, string Second, double Distance);
