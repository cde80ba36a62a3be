using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>One start of a job: the state of its run that is not stored. Used on the grain's scheduler only.</summary>
internal sealed class JobRun(long epoch)
{
    public long Epoch { get; } = epoch;

    public StopRequest Stop { get; private set; }

    public bool HasEnded { get; set; }

    /// <summary>Completes when the run has ended; does not fail.</summary>
    public Task Task { get; set; } = Task.CompletedTask;

    public JobProgress? Progress { get; set; }

    public LossRecorder Losses { get; set; } = new(LossHistory.Empty);

    /// <summary>Weighted mean of the last steps; null before the first.</summary>
    public double? SecondsPerStep { get; set; }

    /// <summary>Steps made since the newest checkpoint.</summary>
    public int StepsSinceCheckpoint { get; set; }

    /// <summary>Device time since the last report to the scheduler.</summary>
    public double UnreportedSeconds { get; set; }

    /// <summary>Counts a completed step.</summary>
    /// <param name="seconds">Device time of the step.</param>
    /// <param name="steps">Of the whole run.</param>
    public void Add(JobStep step, double seconds, int steps)
    {
        StepsSinceCheckpoint++;
        UnreportedSeconds += seconds;

        // The last steps have the most weight: a pyramid's later levels are slower.
        var pace = SecondsPerStep is { } before ? (0.9 * before) + (0.1 * seconds) : seconds;
        SecondsPerStep = pace;
        Progress = step.ToProgress(steps, (Progress?.Seconds ?? 0) + seconds, pace * (steps - step.Step));
        Losses.Add(step.ToPoint());
    }

    /// <summary>Asks the run to stop; of several requests the strongest counts.</summary>
    public void RequestStop(StopRequest stop) => Stop = stop > Stop ? stop : Stop;
}
