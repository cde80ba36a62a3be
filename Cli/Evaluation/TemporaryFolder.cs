namespace FaceGrid.Cli.Evaluation;

/// <summary>A temporary folder, deleted by Dispose.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("facegrid-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // Left to the system's cleanup of temporary folders.
        }
    }
}
