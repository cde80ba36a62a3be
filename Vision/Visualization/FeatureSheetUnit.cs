namespace FaceGrid.Vision.Visualization;

/// <summary>A unit on a sheet: its patches, the best first, each with its gradient image.</summary>
/// <param name="Best">Activation of the first.</param>
/// <param name="Least">Activation of the last.</param>
public sealed record FeatureSheetUnit(int Unit, double Best, double Least, IReadOnlyList<FeatureTile> Tiles);
