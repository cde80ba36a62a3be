namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>How text looks.</summary>
/// <param name="Size">Pixels of an em: capitals are 0.7 of it high, a line takes 1.4 of it.</param>
public readonly record struct TextStyle(double Size, Colour Colour, bool Bold = false);
