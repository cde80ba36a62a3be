namespace FaceGrid.Vision.Visualization;

/// <summary>One unit of a sheet: its patches in descending order of activation, each with its gradient image.</summary>
/// <param name="Best">Activation of the first patch.</param>
/// <param name="Least">Activation of the last patch.</param>
public sealed record FeatureSheetUnit(int Unit, double Best, double Least, IReadOnlyList<FeatureTile> Tiles);
