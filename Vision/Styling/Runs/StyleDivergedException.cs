using System.Globalization;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>The cost of the image or its gradient is not finite. The run's image is the last one with a finite cost.</summary>
public sealed class StyleDivergedException : Exception
{
    /// <param name="lastGoodStep">Number of the last step after which the cost was finite; 0: the start image.</param>
    public StyleDivergedException(int lastGoodStep)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"the cost is not a number any more; the image after step {lastGoodStep} is the last good one: ")
            + "a smaller learning rate, or Adam, or L-BFGS with a line search may help")
    {
        LastGoodStep = lastGoodStep;
    }

    /// <summary>Number of the last step after which the cost was finite; 0: the start image.</summary>
    public int LastGoodStep { get; }
}
