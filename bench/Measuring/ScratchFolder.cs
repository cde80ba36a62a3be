namespace FaceGrid.Bench.Measuring;

/// <summary>A temporary folder for files that a peer reads; deleted at the end.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("facegrid-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
