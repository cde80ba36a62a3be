namespace FaceGrid.Grains.Jobs;

/// <param name="Name">A file name, without a folder.</param>
/// <param name="ModelVersion">Of a file that is an encoder's weights; else null.</param>
public sealed record JobFile(string Name, byte[] Content, string? ModelVersion = null);
