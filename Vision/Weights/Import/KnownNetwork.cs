using System.Globalization;

namespace FaceGrid.Vision.Weights.Import;

/// <summary>A network whose published weights can be imported, with the names and shapes of its tensors in this project.</summary>
public sealed class KnownNetwork
{
    private const string Folder = "FaceGrid.Vision.Weights.Import.Networks.";
    private const string Extension = ".txt";

    private static readonly Lazy<IReadOnlyList<KnownNetwork>> Known = new(() =>
        [.. typeof(KnownNetwork).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && n.EndsWith(Extension, StringComparison.Ordinal))
            .Select(Load)
            .OrderBy(n => n.Name, StringComparer.Ordinal)]);

    private KnownNetwork(string name, IReadOnlyList<(string Name, long[] Shape)> tensors)
    {
        Name = name;
        Tensors = tensors;
    }

    /// <summary>All networks in ordinal order of names.</summary>
    public static IReadOnlyList<KnownNetwork> All => Known.Value;

    /// <summary>Name of the network: <c>mobilefacenet-112x112</c>, <c>mtcnn</c> …</summary>
    public string Name { get; }

    /// <summary>Names and shapes in the network's order: kernels OIHW, batch norms as PyTorch names them.</summary>
    public IReadOnlyList<(string Name, long[] Shape)> Tensors { get; }

    /// <summary>The network with this name; null where there is none.</summary>
    public static KnownNetwork? Find(string name) => All.FirstOrDefault(n => n.Name == name);

    private static KnownNetwork Load(string resource)
    {
        using var reader = new StreamReader(typeof(KnownNetwork).Assembly.GetManifestResourceStream(resource)!);
        var tensors = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            var space = line.IndexOf(' ');
            var sizes = line[(space + 1)..].Split('x').Select(s => long.Parse(s, NumberStyles.None, CultureInfo.InvariantCulture));
            return (line[..space], sizes.ToArray());
        });
        return new KnownNetwork(resource[Folder.Length..^Extension.Length], [.. tensors]);
    }
}
