namespace FaceGrid.Vision.Training.Preparation;

/// <summary>In which order the photos of a source store their colours.</summary>
public enum ChannelOrder
{
    /// <summary>To be found out: see <see cref="ColourOrder"/>.</summary>
    Auto,

    /// <summary>As every picture format has it.</summary>
    Rgb,

    /// <summary>Red and blue exchanged, as sets are that were saved with a library which holds pictures blue first.</summary>
    Bgr,
}
