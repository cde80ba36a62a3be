using System.Text.Json.Serialization;

namespace FaceGrid.Cli.Models.Published;

/// <summary>A network with published weights.</summary>
/// <param name="Name">Name of the model and of its architecture (Vision/Weights/Import/Networks).</param>
/// <param name="Purpose">Short description of its use.</param>
/// <param name="Licence">Licence as stated by its authors.</param>
/// <param name="Note">Restriction or warning that users must read.</param>
/// <param name="Source">Repository and path of the original files.</param>
/// <param name="Metadata">Metadata written to the imported file: architecture, input …</param>
/// <param name="Files">Files to download, the one to open first; empty if <paramref name="ByHand"/> is given.</param>
/// <param name="ByHand">Reason why it cannot be downloaded, and the file to import; null: it can.</param>
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
    /// <summary>Total size of all files, in bytes.</summary>
    [JsonIgnore]
    public long Bytes => Files.Sum(f => f.Bytes);
}
