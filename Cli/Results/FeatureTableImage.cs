namespace FaceGrid.Cli.Results;

/// <summary>A photo of a <see cref="FeatureTable"/>.</summary>
/// <param name="Name">Path relative to the folder of photos.</param>
/// <param name="Sha256">SHA-256 of the file, in hexadecimal.</param>
internal sealed record FeatureTableImage(string Name, string Sha256);
