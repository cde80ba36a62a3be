namespace FaceGrid.Vision.Visualization;

/// <summary>One layer of a sheet.</summary>
/// <param name="Name"><c>conv3_1</c>.</param>
/// <param name="Detail">Text beside the name: number of units, receptive field.</param>
public sealed record FeatureSheetLayer(string Name, string Detail, IReadOnlyList<FeatureSheetUnit> Units);
