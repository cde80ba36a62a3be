using FaceGrid.Vision.Weights.Import;

namespace FaceGrid.Cli.Models;

/// <summary>Result of <c>models import</c> and <c>models pull</c>.</summary>
/// <param name="Published">True if the original files have the SHA-256 of the published ones.</param>
/// <param name="Licence">Licence of the published files; null: not a published file, licence unknown.</param>
internal sealed record ModelReceipt(
    string Name, string Network, PublishedFormat Format, string File, long Bytes, bool Published, string? Licence, string? Note);
