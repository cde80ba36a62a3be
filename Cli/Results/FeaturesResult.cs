namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>features</c>.</summary>
/// <param name="Sheet">Path of the contact sheet.</param>
/// <param name="Table">Path of the JSON table; null: not requested.</param>
/// <param name="Network">Version of the network.</param>
/// <param name="Weights">Path of the weight file; null: random weights.</param>
/// <param name="Images">Number of searched photos.</param>
/// <param name="Skipped">Photos that could not be used.</param>
/// <param name="LongSidePx">Longer side of the photos at the network's input, in pixels.</param>
/// <param name="Layers">The searched layers.</param>
internal sealed record FeaturesResult(
    string Sheet,
    string? Table,
    string Network,
    string? Weights,
    int Images,
    IReadOnlyList<SkippedPhotoResult> Skipped,
    int LongSidePx,
    IReadOnlyList<FeatureLayerResult> Layers);
