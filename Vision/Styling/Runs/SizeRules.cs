namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Sizes by <see cref="SizeRule"/>.</summary>
public static class SizeRules
{
    /// <summary>The size of an image whose measure is <paramref name="size"/>: the other side in proportion, rounded, at least 1.</summary>
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

        int Other(int side, int measured) => (int)Math.Clamp(Math.Round((double)size * side / measured, MidpointRounding.AwayFromZero), 1, int.MaxValue);
    }
}
