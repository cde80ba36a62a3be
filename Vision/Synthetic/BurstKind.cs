namespace FaceGrid.Vision.Synthetic;

/// <summary>What a burst of frames shows.</summary>
public enum BurstKind
{
    /// <summary>A live person: the head turns, the face moves, and the eyes may blink.</summary>
    Live,

    /// <summary>A print held in a trembling hand.</summary>
    HeldPrint,

    /// <summary>A print that is rotated back and forth to imitate the rotation of a head.</summary>
    WavedPrint,

    /// <summary>A print that is bent about a vertical or inclined axis while it moves.</summary>
    BentPrint,

    /// <summary>A photo on a screen: moiré, a rolling band, reflections.</summary>
    Screen,

    /// <summary>A video of a live person on a screen, with the movement and blinks of the person.</summary>
    ReplayedFilm,
}
