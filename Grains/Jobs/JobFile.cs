namespace FaceGrid.Grains.Jobs;

/// <param name="Name">A file name, without a folder.</param>
public sealed record JobFile(string Name, byte[] Content);
