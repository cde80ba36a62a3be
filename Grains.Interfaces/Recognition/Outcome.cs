namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>The three answers to "who is this?". Each is a type of its own: <see cref="RecognitionAnswer"/>.</summary>
public enum Outcome
{
    /// <summary>A person of the gallery: d &lt; τ.</summary>
    Recognized,

    /// <summary>No person of the gallery: even the nearest has d ≥ τ.</summary>
    NotRecognized,

    /// <summary>The question could not be answered, for the reason given. This does not mean that the person is unknown.</summary>
    CannotDecide,
}
