namespace FaceGrid.Vision.Drawing;

/// <summary>Which point of a text its horizontal position refers to.</summary>
public enum TextAlign
{
    Left,
    Centre,
    Right,
}
