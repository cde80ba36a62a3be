namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>Why a question could not be answered.</summary>
public enum UndecidedReason
{
    /// <summary>No face was found in the photo.</summary>
    NoFace,

    TooSmall,
    TooBlurred,
    TooDark,
    TooBright,
    LowContrast,
    ExtremePose,

    /// <summary>A presentation attack, or liveness was required and not judged.</summary>
    NotLive,

    /// <summary>The frames of a burst disagree about who it is, or too few of them can be decided on.</summary>
    Conflict,

    /// <summary>The file is not a picture that can be read.</summary>
    Unreadable,

    /// <summary>
    /// A part of the gallery did not answer within the deadline. The person may be in it, so the question must be asked again.
    /// </summary>
    Incomplete,
}
