namespace FaceGrid.Vision.Styling.Runs;

/// <summary>When pixels are clamped to 0..255.</summary>
public enum StyleClamp
{
    /// <summary>Only on conversion to 8 bits.</summary>
    AtEnd,

    /// <summary>After every step.</summary>
    EachStep,
}
