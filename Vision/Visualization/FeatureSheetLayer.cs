namespace FaceGrid.Vision.Visualization;

/// <summary>A layer's part of a sheet.</summary>
/// <param name="Name"><c>conv3_1</c>.</param>
/// <param name="Detail">One line beside it: units, receptive field.</param>
public sealed record FeatureSheetLayer(string Name, string Detail, IReadOnlyList<FeatureSheetUnit> Units);
