namespace FaceGrid.Vision.Training.Runs;

/// <summary>The learning rate of every step: it rises linearly over the warm-up, then follows its kind.</summary>
/// <param name="Kind">The course after the warm-up.</param>
/// <param name="Peak">The highest rate.</param>
/// <param name="WarmUp">Number of steps of the rise.</param>
/// <param name="Steps">Number of steps of the whole run.</param>
public readonly record struct RateSchedule(RateScheduleKind Kind, double Peak, int WarmUp, int Steps)
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">0 for the first.</param>
    public double At(int step) => Kind switch
    {
        RateScheduleKind.Cosine => Rise(step) * 0.5 * (1 + Math.Cos(Math.PI * step / Math.Max(1, Steps))),
        RateScheduleKind.Step => Rise(step) * (4L * step >= 3L * Steps ? 0.01 : 2L * step >= Steps ? 0.1 : 1),
        _ => Rise(step),
    };

    private double Rise(int step) => Peak * Math.Min(1, (step + 1.0) / Math.Max(1, WarmUp));
}
