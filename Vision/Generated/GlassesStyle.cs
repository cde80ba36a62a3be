namespace FaceGrid.Vision.Generated;

public enum GlassesStyle
{
    None,

    Round,

    Oval,

    Rectangular,
}
