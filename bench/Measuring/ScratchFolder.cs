namespace FaceGrid.Bench.Measuring;

/// <summary>A folder for what the peer reads; gone at the end.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("facegrid-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
