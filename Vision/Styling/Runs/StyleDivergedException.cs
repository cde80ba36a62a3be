using System.Globalization;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>The cost of the image, or its gradient, is no longer a number. The run's image is the last one whose cost was.</summary>
public sealed class StyleDivergedException : Exception
{
    public StyleDivergedException(int lastGoodStep)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"the cost is not a number any more; the image after step {lastGoodStep} is the last good one: a smaller learning rate, or Adam, or L-BFGS with a line search may help"))
    {
        LastGoodStep = lastGoodStep;
    }

    /// <summary>0: already the start image had no finite cost.</summary>
    public int LastGoodStep { get; }
}
