using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Faults;

/// <summary>One encoding for each name, the same in every run.</summary>
internal sealed class Faces
{
    private static readonly string[] Names =
        ["alice", "bob", "bob again", "person-0", "person-1", "person-2", "person-3", "person-4", "person-5"];

    public IReadOnlyDictionary<string, float[]> All { get; } = Names.Select((n, i) => (n, i)).ToDictionary(
        p => p.n, p => FakeEncoder.RandomEncoding(new Random(40 + p.i)), StringComparer.Ordinal);

    public float[] this[string name] => All[name];

    /// <summary>The encodings that identify the person of the same name.</summary>
    public IReadOnlyDictionary<string, float[]> Own =>
        All.Where(f => f.Key != "bob again").ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
}
