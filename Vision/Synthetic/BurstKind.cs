namespace FaceGrid.Vision.Synthetic;

/// <summary>What a burst of frames shows.</summary>
public enum BurstKind
{
    /// <summary>A person whose head turns, whose face moves, and who may blink.</summary>
    Live,

    /// <summary>A print held by a hand that trembles.</summary>
    HeldPrint,

    /// <summary>A print that is turned to and fro, to look like a head that turns.</summary>
    WavedPrint,

    /// <summary>A print that is bent about an upright or tilted axis while it is moved.</summary>
    BentPrint,

    /// <summary>A still photo on a screen: interference with its pixels, a rolling band, reflections.</summary>
    Screen,

    /// <summary>A film of a live person on a screen. It turns and blinks as the person did.</summary>
    ReplayedFilm,
}
