using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>A step that was made.</summary>
/// <param name="Step">Steps done, this one included.</param>
/// <param name="Total">The loss, before the step.</param>
public abstract record JobStep(int Step, double Total)
{
    /// <summary>Every loss is a number.</summary>
    public abstract bool IsFinite { get; }

    /// <summary>For the curve.</summary>
    public abstract LossPoint ToPoint();

    /// <summary>For who watches.</summary>
    /// <param name="steps">Of the whole run.</param>
    /// <param name="seconds">That the device has worked so far.</param>
    /// <param name="secondsLeft">Estimated.</param>
    public abstract JobProgress ToProgress(int steps, double seconds, double secondsLeft);
}
