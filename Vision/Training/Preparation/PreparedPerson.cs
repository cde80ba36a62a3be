using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>A person of the set in preparation.</summary>
/// <param name="name">Name of the folder with the crops.</param>
/// <param name="source">Number of the source.</param>
/// <param name="original">Name of the folder in the source.</param>
internal sealed class PreparedPerson(string name, int source, string original)
{
    public string Name => name;

    public int Source => source;

    /// <summary>The folder's name in the source.</summary>
    public string Original => original;

    public List<PreparedPhoto> Photos { get; } = [];

    /// <summary>The normalised mean of the encodings: 128 floats. Requires at least one photo.</summary>
    public float[] Mean() => FaceEncoding.Mean([.. Photos.SelectMany(p => p.Encoding!)]);
}
