namespace FaceGrid.Vision.Evaluation;

/// <summary>
/// A histogram of squared L2 distances of unit vectors, 0 to 4 in steps of <see cref="Step"/>. All pairs of thousands of photos are
/// tens of millions of distances; the histogram takes constant memory.
/// </summary>
public sealed class DistanceCounts
{
    /// <summary>Width of a bin; thresholds derived from the histogram are multiples of it.</summary>
    public const double Step = 1e-4;

    private const int Bins = 40_001;

    private readonly long[] _bins = new long[Bins];

    /// <summary>Number of counted distances.</summary>
    public long Count { get; private set; }

    /// <summary>Counts a squared L2 distance; values outside 0 to 4 are counted in the nearest bin.</summary>
    public void Add(double distance)
    {
        _bins[Math.Clamp((int)(distance / Step), 0, Bins - 1)]++;
        Count++;
    }

    /// <summary>Adds the counts of another histogram.</summary>
    public void Add(DistanceCounts other)
    {
        for (var i = 0; i < Bins; i++)
        {
            _bins[i] += other._bins[i];
        }

        Count += other.Count;
    }

    /// <summary>Share of the distances below a threshold, which is rounded down to a multiple of <see cref="Step"/>.</summary>
    public double ShareBelow(double threshold)
    {
        var end = (int)Math.Min(Bins, Math.Floor((threshold / Step) + 1e-6));
        long below = 0;
        for (var i = 0; i < end; i++)
        {
            below += _bins[i];
        }

        return Count == 0 ? 0 : (double)below / Count;
    }

    /// <summary>
    /// The largest multiple of <see cref="Step"/> below which at most <paramref name="share"/> of the distances lie.
    /// </summary>
    public double ThresholdFor(double share)
    {
        var allowed = (long)Math.Floor((share * Count) + 1e-6);
        long below = 0;
        for (var i = 0; i < Bins; i++)
        {
            below += _bins[i];
            if (below > allowed)
            {
                return i * Step;
            }
        }

        return (Bins - 1) * Step;
    }

    /// <summary>Mean of u − d over the distances d &lt; u (bin centres); <see cref="Step"/> if there are none.</summary>
    public double MeanExcessBelow(double u)
    {
        var end = (int)Math.Min(Bins, Math.Floor((u / Step) + 1e-6));
        var (sum, count) = (0.0, 0L);
        for (var i = 0; i < end; i++)
        {
            sum += _bins[i] * (u - ((i + 0.5) * Step));
            count += _bins[i];
        }

        return count == 0 ? Step : Math.Max(Step, sum / count);
    }

    /// <summary>Shares of the distances in <paramref name="bins"/> bars of equal width from 0 to 4, for plots.</summary>
    public IReadOnlyList<(double Distance, double Share)> Histogram(int bins)
    {
        var bars = new long[bins];
        for (var i = 0; i < Bins; i++)
        {
            bars[Math.Min(bins - 1, (int)((long)i * bins / (Bins - 1)))] += _bins[i];
        }

        return [.. bars.Select((n, i) => ((i + 0.5) * 4 / bins, Count == 0 ? 0 : (double)n / Count))];
    }
}
