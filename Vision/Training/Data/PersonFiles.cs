namespace FaceGrid.Vision.Training.Data;

/// <summary>The photos of a person on disk.</summary>
/// <param name="Name">The folder's.</param>
/// <param name="Photos">Paths, in ordinal order.</param>
public sealed record PersonFiles(string Name, IReadOnlyList<string> Photos);
