using FaceGrid.Vision.Files;

namespace FaceGrid.Cluster.Tests;

/// <summary>A temporary file of a test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-file-").FullName;

    public TemporaryFile(string content)
    {
        // A secret in a file that others can read is refused.
        OwnerOnly.CreateFile(Path);
        File.WriteAllText(Path, content);
    }

    public string Path => System.IO.Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
