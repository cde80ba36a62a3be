using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>A completed step. The losses are those before the step, each term as it enters the sum.</summary>
/// <param name="Step">Steps done, this one included.</param>
/// <param name="Total">J(G) of a style job, or the loss of the batch of a training run.</param>
public sealed record JobStep(int Step, double Total)
{
    /// <summary>Of the generated image, px; 0 in a training run.</summary>
    public int Width { get; init; }

    /// <summary>Of the generated image, px; 0 in a training run.</summary>
    public int Height { get; init; }

    /// <summary>α·Jc, by layer.</summary>
    public IReadOnlyList<LayerLoss> Content { get; init; } = [];

    /// <summary>β·Js, by layer.</summary>
    public IReadOnlyList<LayerLoss> Style { get; init; } = [];

    /// <summary>The weighted total variation loss.</summary>
    public double TotalVariation { get; init; }

    /// <summary>Other figures of the step: learning rate, active fraction, accuracy on held-out people. Null: none.</summary>
    public IReadOnlyList<JobMeasure>? Measures { get; init; }

    /// <summary>True if every loss is a finite number.</summary>
    public bool IsFinite =>
        double.IsFinite(Total) && double.IsFinite(TotalVariation) && Content.Concat(Style).All(l => double.IsFinite(l.Loss));

    /// <summary>The step as a point of the loss curve.</summary>
    public LossPoint ToPoint() => new(Step, Total, Content.Sum(l => l.Loss), Style.Sum(l => l.Loss), TotalVariation);

    /// <summary>The step as the progress that watchers receive.</summary>
    /// <param name="steps">Of the whole run.</param>
    /// <param name="seconds">Device time so far.</param>
    /// <param name="secondsLeft">Estimated.</param>
    public JobProgress ToProgress(int steps, double seconds, double secondsLeft) =>
        new(Step, steps, Width, Height, Total, Content, Style, TotalVariation, seconds, secondsLeft, Measures);
}
