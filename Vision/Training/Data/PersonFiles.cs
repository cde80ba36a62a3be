namespace FaceGrid.Vision.Training.Data;

/// <summary>The photos of a person on disk.</summary>
/// <param name="Name">Name of the person's folder.</param>
/// <param name="Photos">Paths, in ordinal order.</param>
public sealed record PersonFiles(string Name, IReadOnlyList<string> Photos);
