namespace FaceGrid.Cli.Results;

/// <summary>Content of the file of <c>features --json-out</c>.</summary>
/// <param name="Network">Version of the network.</param>
/// <param name="LongSidePx">Longer side of the photos at the network's input, in pixels.</param>
/// <param name="Images">The searched photos.</param>
/// <param name="Skipped">Photos that could not be used.</param>
/// <param name="Layers">The searched layers.</param>
internal sealed record FeatureTable(
    string Network,
    int LongSidePx,
    IReadOnlyList<FeatureTableImage> Images,
    IReadOnlyList<SkippedPhotoResult> Skipped,
    IReadOnlyList<FeatureTableLayer> Layers);
