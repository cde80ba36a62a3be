namespace FaceGrid.Grains.Jobs;

/// <summary>A run in memory. Used by one thread at a time, the device's.</summary>
public interface IJobSession : IDisposable
{
    int StepsDone { get; }

    int StepsTotal { get; }

    bool IsFinished { get; }

    /// <summary>One bounded step: of the optimiser, a batch, or a part of a validation.</summary>
    /// <exception cref="JobEngineException">The run cannot be continued.</exception>
    JobStep Advance();

    /// <summary>The whole state: a run resumed from it has the same bits as one that was never interrupted.</summary>
    byte[] Checkpoint();

    /// <summary>The current image, or the loss curve, as PNG.</summary>
    /// <param name="longSide">The longer side at most, px.</param>
    byte[] Preview(int longSide);

    /// <summary>The result files: image or weights, curves, provenance.</summary>
    /// <param name="seconds">Device time of all steps.</param>
    IReadOnlyList<JobFile> Results(double seconds);
}
