using System.Globalization;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The loss or a parameter is not finite, or all encodings collapsed to one point; the run cannot continue.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <param name="step">Number of the step, 1 for the first.</param>
    /// <param name="message">The finding and a remedy.</param>
    public TrainingDivergedException(int step, string message)
        : base(message) => Step = step;

    /// <summary>Number of the step, 1 for the first.</summary>
    public int Step { get; }

    /// <param name="step">Number of the step, 1 for the first.</param>
    /// <param name="what">The loss, or a parameter's name.</param>
    internal static TrainingDivergedException NotFinite(int step, string what) => new(
        step,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{what} is not a finite number at step {step}: a smaller learning rate or a longer warm-up may help"));
}
