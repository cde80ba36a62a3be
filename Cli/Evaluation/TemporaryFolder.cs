namespace FaceGrid.Cli.Evaluation;

/// <summary>A folder that is gone when the command ends.</summary>
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
            // The system's own cleaning of temporary folders will have to do.
        }
    }
}
