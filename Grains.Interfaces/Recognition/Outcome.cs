namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>The three answers to "who is this?". Never a nameless number.</summary>
public enum Outcome
{
    /// <summary>Somebody of the gallery: d &lt; τ.</summary>
    Recognized,

    /// <summary>Nobody of the gallery: even the nearest has d ≥ τ.</summary>
    NotRecognized,

    /// <summary>The question could not be answered; the reason says why. Not the same as "nobody".</summary>
    CannotDecide,
}
