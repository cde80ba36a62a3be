namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>Which point of a text its horizontal position refers to.</summary>
public enum TextAlign
{
    /// <summary>The left end of the text.</summary>
    Left,

    /// <summary>The middle of the text.</summary>
    Centre,

    /// <summary>The right end of the text.</summary>
    Right,
}
