namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Computes sizes with a <see cref="SizeRule"/>.</summary>
public static class SizeRules
{
    /// <summary>The size of an image whose measure is <paramref name="size"/>; the other side is rounded, and at least 1.</summary>
    /// <param name="rule">The measure.</param>
    /// <param name="width">Width of the original image.</param>
    /// <param name="height">Height of the original image.</param>
    /// <param name="size">In pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that is not positive.</exception>
    public static (int Width, int Height) Apply(this SizeRule rule, int width, int height, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var byWidth = rule switch
        {
            SizeRule.LongSide => width >= height,
            SizeRule.ShortSide => width <= height,
            SizeRule.Height => false,
            _ => true,
        };
        return byWidth ? (size, Other(height, width)) : (Other(width, height), size);

        int Other(int side, int measured) =>
            (int)Math.Clamp(Math.Round((double)size * side / measured, MidpointRounding.AwayFromZero), 1, int.MaxValue);
    }
}
