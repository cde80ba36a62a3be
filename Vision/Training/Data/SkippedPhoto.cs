namespace FaceGrid.Vision.Training.Data;

/// <summary>A photo that could not be used.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Reason">One line, without the path.</param>
public sealed record SkippedPhoto(string Path, string Reason);
