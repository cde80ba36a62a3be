namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>Where a search stands.</summary>
public enum FeatureSearchPhase
{
    /// <summary>Nobody has started it.</summary>
    Unknown,

    /// <summary>Not finished, and nothing is being done: it goes on where it was once it is started again.</summary>
    Stopped,

    Running,

    /// <summary>As <see cref="Stopped"/>, because something went wrong.</summary>
    Failed,

    Finished,
}
