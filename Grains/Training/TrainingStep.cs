using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;

namespace FaceGrid.Grains.Training;

/// <summary>A step of a training run.</summary>
/// <param name="Step">Steps done, this one included.</param>
/// <param name="Loss">Of the batch.</param>
/// <param name="Measures">What else there is to say: learning rate, active fraction, accuracy on held-out people.</param>
public sealed record TrainingStep(int Step, double Loss, IReadOnlyList<JobMeasure> Measures) : JobStep(Step, Loss)
{
    public override bool IsFinite => double.IsFinite(Loss);

    public override LossPoint ToPoint() => new(Step, Loss, 0, 0, 0);

    public override JobProgress ToProgress(int steps, double seconds, double secondsLeft) =>
        new(Step, steps, 0, 0, Loss, [], [], 0, seconds, secondsLeft, Measures);
}
