namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>Which end of a text its position names.</summary>
public enum TextAlign
{
    Left,
    Centre,
    Right,
}
