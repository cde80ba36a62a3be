namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>A file of the test's own.</summary>
internal sealed class MadeUpFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-file-").FullName;

    public MadeUpFile(string content) => File.WriteAllText(Path, content);

    public string Path => System.IO.Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
