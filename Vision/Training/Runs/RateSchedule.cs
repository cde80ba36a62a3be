namespace FaceGrid.Vision.Training.Runs;

/// <summary>The learning rate of every step: it rises linearly over the warm-up, then follows its kind.</summary>
/// <param name="Peak">The highest rate.</param>
/// <param name="WarmUp">Steps of the rise.</param>
/// <param name="Steps">Of the whole run.</param>
public readonly record struct RateSchedule(RateScheduleKind Kind, double Peak, int WarmUp, int Steps)
{
    /// <param name="step">0 for the first.</param>
    public double At(int step) => Kind switch
    {
        RateScheduleKind.Cosine => new LearningRate(Peak, WarmUp, Steps).At(step),
        RateScheduleKind.Step => Rise(step) * (4L * step >= 3L * Steps ? 0.01 : 2L * step >= Steps ? 0.1 : 1),
        _ => Rise(step),
    };

    private double Rise(int step) => Peak * Math.Min(1, (step + 1.0) / Math.Max(1, WarmUp));
}
