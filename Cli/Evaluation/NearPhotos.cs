namespace FaceGrid.Cli.Evaluation;

/// <summary>Two photos of people with different names.</summary>
/// <param name="First">Path of one photo.</param>
/// <param name="Second">Path of the other photo.</param>
/// <param name="Distance">Squared distance of their encodings.</param>
internal sealed record NearPhotos(string First, string Second, double Distance);
