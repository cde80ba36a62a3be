using FaceGrid.Cli.Photos;

namespace FaceGrid.Cli.Evaluation;

/// <summary>The arguments of <c>calibrate</c>.</summary>
/// <param name="Populations">Name and folder of photos of each population; at least one.</param>
/// <param name="Pairs">File with the pairs to compare; null: all pairs.</param>
/// <param name="Same">File with pairs of names of one person; null: none.</param>
/// <param name="Without">Folders of people to exclude.</param>
/// <param name="Output">JSON file to write; null: none.</param>
/// <param name="Report">Report to write; null: none.</param>
/// <param name="Faces">Detection and choice of faces.</param>
internal sealed record CalibrateArguments(
    IReadOnlyList<(string Name, string Folder)> Populations,
    string? Pairs,
    string? Same,
    IReadOnlyList<string> Without,
    string? Output,
    string? Report,
    FaceArguments Faces);
