namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>What became of a probe, seen from the truth.</summary>
public enum CellVerdict
{
    /// <summary>An enrolled person, recognised as that person.</summary>
    Recognized,

    /// <summary>A stranger, turned away.</summary>
    TurnedAway,

    /// <summary>The system would not say.</summary>
    CannotDecide,

    /// <summary>A wrong person, a stranger let in, or an enrolled person turned away.</summary>
    Error,
}
