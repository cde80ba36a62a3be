namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Which measure of an image a size means; the other follows from its proportions.</summary>
public enum SizeRule
{
    LongSide,
    ShortSide,
    Height,
    Width,
}
