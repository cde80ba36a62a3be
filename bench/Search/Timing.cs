namespace FaceGrid.Bench.Search;

/// <summary>Milliseconds of one probe: median and 99th percentile.</summary>
internal readonly record struct Timing(double P50Ms, double P99Ms)
{
    public static Timing Of(double[] seconds)
    {
        Array.Sort(seconds);
        return new Timing(seconds[seconds.Length / 2] * 1e3, seconds[Math.Min(seconds.Length - 1, seconds.Length * 99 / 100)] * 1e3);
    }
}
