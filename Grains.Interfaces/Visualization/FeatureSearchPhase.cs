namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>Where a search stands.</summary>
public enum FeatureSearchPhase
{
    /// <summary>It was not started.</summary>
    Unknown,

    /// <summary>Not finished and not running; when it is started again, it resumes.</summary>
    Stopped,

    Running,

    /// <summary>As <see cref="Stopped"/>, because something went wrong.</summary>
    Failed,

    Finished,
}
