using System.Globalization;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The loss, or what was learned by it, is no longer a number, or all encodings are one point; the run cannot go on.</summary>
public sealed class TrainingDivergedException : Exception
{
    public TrainingDivergedException(int step, string message)
        : base(message) => Step = step;

    /// <summary>1 for the first.</summary>
    public int Step { get; }

    /// <param name="what">The loss, or a parameter's name.</param>
    internal static TrainingDivergedException NoNumber(int step, string what) => new(
        step, string.Create(CultureInfo.InvariantCulture, $"{what} is not a number any more at step {step}: a smaller learning rate or a longer warm-up may help"));
}
