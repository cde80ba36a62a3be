namespace FaceGrid.Vision.Synthetic;

public enum GlassesStyle
{
    None,

    Round,

    Oval,

    Rectangular,
}
