namespace FaceGrid.Grains.Styling;

/// <param name="Name">A file name, without a folder.</param>
public sealed record StyleResultFile(string Name, byte[] Content);
