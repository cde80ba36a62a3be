namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>Size, colour and weight of text.</summary>
/// <param name="Size">Pixels per em: capitals are 0.7 em high, lines are 1.4 em apart.</param>
public readonly record struct TextStyle(double Size, Colour Colour, bool Bold = false);
