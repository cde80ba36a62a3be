using FaceGrid.Vision.Weights.Import;

namespace FaceGrid.Cli.Models;

/// <summary>Result of <c>models import</c> and <c>models pull</c>.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Network">Architecture of the weights.</param>
/// <param name="Format">Format of the imported file.</param>
/// <param name="File">Path of the installed file.</param>
/// <param name="Bytes">Size of the installed file.</param>
/// <param name="Published">True if the original files have the SHA-256 of the published ones.</param>
/// <param name="Licence">Licence of the published files; null: not a published file, licence unknown.</param>
/// <param name="Note">Restriction or warning that users must read; null: not a published file.</param>
internal sealed record ModelReceipt(
    string Name, string Network, PublishedFormat Format, string File, long Bytes, bool Published, string? Licence, string? Note);
