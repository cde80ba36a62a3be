namespace FaceGrid.Bench.Measuring;

internal static class Statistics
{
    /// <summary>The median; for an even number of values the mean of the two middle ones.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
