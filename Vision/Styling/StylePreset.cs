namespace FaceGrid.Vision.Styling;

/// <summary>How closely a picture is to follow its style image, as deeplearning.ai's assignment words it.</summary>
public enum StylePreset
{
    /// <summary>Deep layers weigh more: large shapes take the style, fine texture and colour less so. Content is held at block 4.</summary>
    Softly,

    /// <summary>Shallow layers weigh more: brush strokes and colours take over. Content is held only at block 5, which leaves more freedom.</summary>
    Strongly,
}
