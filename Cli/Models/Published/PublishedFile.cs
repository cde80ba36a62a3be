using System.Text.Json.Serialization;

namespace FaceGrid.Cli.Models.Published;

/// <summary>One file of a published model.</summary>
/// <param name="Address">Address pinned to a commit, so that the content cannot change.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">SHA-256 in lower-case hexadecimal.</param>
internal sealed record PublishedFile(Uri Address, long Bytes, string Sha256)
{
    /// <summary>Last segment of the address: the file's name on disk.</summary>
    [JsonIgnore]
    public string Name => Uri.UnescapeDataString(Address.Segments[^1]);
}
