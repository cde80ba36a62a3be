namespace FaceGrid.Vision.Styling;

/// <summary>How closely a picture follows its style image, in the words of deeplearning.ai's assignment.</summary>
public enum StylePreset
{
    /// <summary>
    /// Deep layers have larger weights: large shapes take the style, fine texture and colour less. The content layer is in block 4.
    /// </summary>
    Softly,

    /// <summary>
    /// Shallow layers have larger weights: brush strokes and colours dominate. The content layer is in block 5, which constrains less.
    /// </summary>
    Strongly,
}
