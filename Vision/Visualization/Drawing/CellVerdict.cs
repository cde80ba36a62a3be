namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>Outcome of a probe compared with the ground truth.</summary>
public enum CellVerdict
{
    /// <summary>An enrolled person was recognised as that person.</summary>
    Recognized,

    /// <summary>A person who is not enrolled was not recognised.</summary>
    NotRecognized,

    /// <summary>The system could not decide.</summary>
    CannotDecide,

    /// <summary>A wrong person was returned, a person who is not enrolled was recognised, or an enrolled person was not.</summary>
    Error,
}
