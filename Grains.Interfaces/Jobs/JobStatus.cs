namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>Where a job is in its life. The last three are final.</summary>
public enum JobStatus
{
    /// <summary>Waits for a device: new, resumed, preempted, or interrupted by the end of its process.</summary>
    Queued,

    /// <summary>A device works on it.</summary>
    Running,

    /// <summary>Stopped at a checkpoint, by somebody or because a checkpoint could not be stored; goes on when it is resumed.</summary>
    Paused,

    /// <summary>The results are stored.</summary>
    Done,

    /// <summary>Cannot go on; the reason is told, and the last good checkpoint is kept.</summary>
    Failed,

    /// <summary>Somebody ended it.</summary>
    Cancelled,
}
