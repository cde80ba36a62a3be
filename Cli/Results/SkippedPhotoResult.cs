namespace FaceGrid.Cli.Results;

/// <summary>A photo that a command could not use.</summary>
/// <param name="Name">Path relative to the folder of photos.</param>
/// <param name="Reason">Why it was skipped.</param>
internal sealed record SkippedPhotoResult(string Name, string Reason);
