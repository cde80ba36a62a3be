namespace FaceGrid.Embedded.Engine;

internal enum SequenceStatus
{
    /// <summary>More may come.</summary>
    Running,

    /// <summary>These are the last.</summary>
    Completed,

    /// <summary>The activation does not know the sequence.</summary>
    Missing,

    Canceled,

    Failed,
}
