using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>One start of a job: what is known of the run beyond what is durable. Used on the grain's own scheduler only.</summary>
internal sealed class JobRun(long epoch)
{
    public long Epoch { get; } = epoch;

    public StopRequest Stop { get; private set; }

    public bool HasEnded { get; set; }

    /// <summary>Completes when the run has ended; never fails.</summary>
    public Task Task { get; set; } = Task.CompletedTask;

    public JobProgress? Progress { get; set; }

    public LossRecorder Losses { get; set; } = new(LossHistory.Empty);

    /// <summary>A mean of the last steps; null before the first.</summary>
    public double? SecondsPerStep { get; set; }

    /// <summary>Steps made since the newest checkpoint.</summary>
    public int StepsSinceCheckpoint { get; set; }

    /// <summary>Device time that the scheduler has not been told of.</summary>
    public double UnreportedSeconds { get; set; }

    public void RequestStop(StopRequest stop) => Stop = stop > Stop ? stop : Stop;
}
