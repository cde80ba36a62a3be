using FaceGrid.Cli.Models.Published;

namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>models pull</c> without a name, for one published network.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Purpose">Short description of its use.</param>
/// <param name="Licence">Licence as stated by its authors.</param>
/// <param name="Note">Restriction or warning that users must read.</param>
/// <param name="Source">Repository and path of the original files.</param>
/// <param name="Bytes">Total size of the files, in bytes.</param>
/// <param name="Installed">True if it is installed.</param>
/// <param name="ByHand">Reason why it cannot be downloaded, and the file to import; null: it can.</param>
/// <param name="Files">The files to download.</param>
internal sealed record PublishedModelResult(
    string Name,
    string Purpose,
    string Licence,
    string Note,
    string Source,
    long Bytes,
    bool Installed,
    string? ByHand,
    IReadOnlyList<PublishedFile> Files);
