namespace FaceGrid.Grains.Styling;

/// <summary>A run under way. Used by one thread at a time, the device's.</summary>
public interface IStyleSession : IDisposable
{
    int StepsDone { get; }

    int StepsTotal { get; }

    bool IsFinished { get; }

    /// <summary>One optimiser step.</summary>
    /// <exception cref="StyleEngineException">The run cannot go on.</exception>
    StyleStep Advance();

    /// <summary>Everything that <see cref="IStyleEngine.Resume"/> needs.</summary>
    byte[] Checkpoint();

    /// <summary>The picture as it is now, PNG.</summary>
    /// <param name="longSide">The longer side at most, px.</param>
    byte[] Preview(int longSide);

    /// <summary>What the run leaves, by file name: the picture, the loss curves, how it came about.</summary>
    /// <param name="seconds">That the device has worked on all steps.</param>
    IReadOnlyList<StyleResultFile> Results(double seconds);
}
