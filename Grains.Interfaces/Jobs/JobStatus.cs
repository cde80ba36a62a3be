namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>Where a job is in its life. The last three are final.</summary>
public enum JobStatus
{
    /// <summary>Waits for a device: new, resumed, preempted, or interrupted by the end of its process.</summary>
    Queued,

    /// <summary>A device works on it.</summary>
    Running,

    /// <summary>Stopped at a checkpoint, by a call or because a checkpoint could not be stored; it can be resumed.</summary>
    Paused,

    /// <summary>The results are stored.</summary>
    Done,

    /// <summary>Failed; the summary holds the reason, and the last good checkpoint is kept.</summary>
    Failed,

    /// <summary>Cancelled by a call.</summary>
    Cancelled,
}
