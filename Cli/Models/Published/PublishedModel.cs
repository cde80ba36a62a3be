using System.Text.Json.Serialization;

namespace FaceGrid.Cli.Models.Published;

/// <summary>A network that other people have published the weights of.</summary>
/// <param name="Name">Also of the network that its tensors must fit (Vision/Weights/Import/Networks).</param>
/// <param name="Purpose">What it is for, in a few words.</param>
/// <param name="Licence">As its authors state it.</param>
/// <param name="Note">The sentence that whoever uses it must know.</param>
/// <param name="Source">Repository and path.</param>
/// <param name="Metadata">What the imported file says of itself: architecture, input …</param>
/// <param name="Files">The one to open first; empty where <paramref name="ByHand"/> says what to do instead.</param>
/// <param name="ByHand">Why it cannot be pulled, and what to import; null where it can.</param>
internal sealed record PublishedModel(
    string Name,
    string Purpose,
    string Licence,
    string Note,
    string Source,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<PublishedFile> Files,
    string? ByHand = null)
{
    /// <summary>Of all files.</summary>
    [JsonIgnore]
    public long Bytes => Files.Sum(f => f.Bytes);
}
