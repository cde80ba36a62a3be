namespace FaceGrid.Vision.Training.Preparation;

/// <summary>The two nearest people of a training set.</summary>
/// <param name="First">Name of one person.</param>
/// <param name="Second">Name of the other person.</param>
/// <param name="Distance">Squared L2 between their mean encodings.</param>
public sealed record NearPeople(string First, string Second, double Distance);
