namespace FaceGrid.Vision.Training.Preparation;

/// <summary>The order in which the photos of a source store their colour channels.</summary>
public enum ChannelOrder
{
    /// <summary>Detected from the photos: see <see cref="ColourOrder"/>.</summary>
    Auto,

    /// <summary>Red first, as image formats define it.</summary>
    Rgb,

    /// <summary>Red and blue exchanged, as in sets saved from a library that stores blue first.</summary>
    Bgr,
}
