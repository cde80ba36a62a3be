using System.Text.Json.Serialization;

namespace FaceGrid.Cli.Models.Published;

/// <summary>One file of a published model.</summary>
/// <param name="Address">Pinned to a commit, so that it cannot change.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record PublishedFile(Uri Address, long Bytes, string Sha256)
{
    /// <summary>The last part of the address, which is also its name on the disk.</summary>
    [JsonIgnore]
    public string Name => Uri.UnescapeDataString(Address.Segments[^1]);
}
