namespace FaceGrid.Grains.Jobs;

/// <summary>A run under way, of whatever kind. Used by one thread at a time, the device's.</summary>
public interface IJobSession : IDisposable
{
    int StepsDone { get; }

    int StepsTotal { get; }

    bool IsFinished { get; }

    /// <summary>One bounded step.</summary>
    /// <exception cref="JobEngineException">The run cannot go on.</exception>
    JobStep Advance();

    /// <summary>Everything that it takes to go on from here with the same bits.</summary>
    byte[] Checkpoint();

    /// <summary>How it looks now, PNG: the picture, or the loss curve.</summary>
    /// <param name="longSide">The longer side at most, px.</param>
    byte[] Preview(int longSide);

    /// <summary>What the run leaves, by file name.</summary>
    /// <param name="seconds">That the device has worked on all steps.</param>
    IReadOnlyList<JobFile> Results(double seconds);
}
