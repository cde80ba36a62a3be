namespace FaceGrid.Vision.Styling.Runs;

/// <summary>The measure of an image that a size sets; the other side follows from the aspect ratio.</summary>
public enum SizeRule
{
    /// <summary>The longer side.</summary>
    LongSide,

    /// <summary>The shorter side.</summary>
    ShortSide,

    /// <summary>The height.</summary>
    Height,

    /// <summary>The width.</summary>
    Width,
}
