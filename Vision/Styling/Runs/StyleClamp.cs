namespace FaceGrid.Vision.Styling.Runs;

/// <summary>When pixels are brought back into 0..255.</summary>
public enum StyleClamp
{
    /// <summary>Only in the file that is written: 8 bits hold nothing else.</summary>
    AtEnd,

    /// <summary>After every step.</summary>
    EachStep,
}
