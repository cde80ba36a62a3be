using FaceGrid.Vision.Weights.Import;

namespace FaceGrid.Cli.Models;

/// <summary>What an import or a pull has put into the data folder.</summary>
/// <param name="Published">The original files had the hashes of the published ones.</param>
/// <param name="Licence">Of the published files; null for others, whose licence nobody here knows.</param>
internal sealed record ModelReceipt(
    string Name, string Network, PublishedFormat Format, string File, long Bytes, bool Published, string? Licence, string? Note);
