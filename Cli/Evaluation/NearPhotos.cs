namespace FaceGrid.Cli.Evaluation;

/// <summary>Two photos of people who go by different names.</summary>
internal sealed record NearPhotos(string First, string Second, double Distance);
