namespace FaceGrid.Grains.Tests.Training;

/// <summary>A folder of two "photos".</summary>
internal sealed class TrainingFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainingFolder()
    {
        Add("0.bin", [10, 200, 30, 90, 255, 0, 17]);
        Add("anna/1.jpg", [120, 130, 200, 7]);
    }

    public string Path => _folder["photos"];

    public void Add(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    public void Remove(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    public void Dispose() => _folder.Dispose();
}
