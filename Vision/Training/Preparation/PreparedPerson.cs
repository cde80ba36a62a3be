using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>A person of the set that is being prepared.</summary>
/// <param name="name">The folder that the crops go to.</param>
/// <param name="source">Number of the source.</param>
internal sealed class PreparedPerson(string name, int source, string original)
{
    public string Name => name;

    public int Source => source;

    /// <summary>The folder's name in the source.</summary>
    public string Original => original;

    public List<PreparedPhoto> Photos { get; } = [];

    /// <summary>The mean direction of the encodings; of at least one photo.</summary>
    public float[] Mean() => FaceEncoding.Mean([.. Photos.SelectMany(p => p.Encoding!)]);
}
