using System.Globalization;

namespace FaceGrid.Vision.Evaluation;

/// <summary>
/// FMR → τ for one model version, from measured impostor distances.
/// <para>
/// Rows with at least <see cref="MinErrors"/> errors are counted. Below them, the excess of impostor distances under a point u is
/// modelled as exponential (peaks over threshold, Pickands 1975: the generalised Pareto distribution with shape 0): FMR(τ) =
/// FMR(u) · e^−(u−τ)/β, where β is the mean excess. Distances of good encoders fall off faster, so the model yields a
/// smaller τ and thus fewer false matches than requested, not more.
/// </para>
/// </summary>
public sealed class ThresholdTable
{
    /// <summary>
    /// Minimum number of errors of a counted row: the relative error of its rate is then about 1/√30 (rule of 30, ISO/IEC
    /// 19795-1).
    /// </summary>
    public const int MinErrors = 30;

    /// <summary>Minimum number of impostor comparisons of a measurement.</summary>
    public const int LeastImpostors = 10 * MinErrors;

    private const double SmallestFmr = 1e-10;

    private readonly ThresholdPoint[] _points;

    /// <summary>Creates a table from its rows.</summary>
    /// <param name="points">At least one, in any order.</param>
    /// <exception cref="ArgumentException">
    /// No rows, a rate or threshold out of range, or a τ that does not decrease with the FMR.
    /// </exception>
    public ThresholdTable(IEnumerable<ThresholdPoint> points)
    {
        _points = [.. points.OrderByDescending(p => p.Fmr)];
        if (_points.Length == 0)
        {
            throw new ArgumentException("a threshold table needs at least one row", nameof(points));
        }

        for (var i = 0; i < _points.Length; i++)
        {
            var p = _points[i];
            if (!(p.Fmr is > 0 and <= 1) || !(p.Threshold is >= 0 and <= 4) || !(p.Fnmr is >= 0 and <= 1))
            {
                throw new ArgumentException(
                    $"row {i + 1}: FMR {p.Fmr}, threshold {p.Threshold}, FNMR {p.Fnmr} are not two rates and a squared distance",
                    nameof(points));
            }

            if (i > 0 && !(p.Fmr < _points[i - 1].Fmr && p.Threshold <= _points[i - 1].Threshold))
            {
                throw new ArgumentException($"row {i + 1}: the threshold must fall with the FMR", nameof(points));
            }
        }
    }

    /// <summary>The rows in descending order of FMR.</summary>
    public IReadOnlyList<ThresholdPoint> Points => _points;

    /// <summary>Measures the rows 0.5, 0.2, 0.1 … 1e-10.</summary>
    /// <exception cref="ArgumentException">Fewer impostor comparisons than one row needs, or no genuine comparison.</exception>
    public static ThresholdTable Measure(DistanceCounts impostors, DistanceCounts genuines)
    {
        if (impostors.Count < LeastImpostors)
        {
            throw new ArgumentException(
                $"{impostors.Count} comparisons of different people, at least {LeastImpostors} are needed", nameof(impostors));
        }

        if (genuines.Count == 0)
        {
            throw new ArgumentException("no comparison of two photos of one person", nameof(genuines));
        }

        // u is where the model begins. The mean excess is measured over ten times as many distances.
        var u = impostors.ThresholdFor((double)MinErrors / impostors.Count);
        var fmrAtU = impostors.ShareBelow(u);
        var excess = impostors.MeanExcessBelow(impostors.ThresholdFor(10.0 * MinErrors / impostors.Count));
        var points = new List<ThresholdPoint>();
        for (var decade = 1.0; decade >= SmallestFmr; decade /= 10)
        {
            foreach (var factor in (ReadOnlySpan<double>)[0.5, 0.2, 0.1])
            {
                var fmr = decade * factor;
                if (fmr < SmallestFmr * 0.99)
                {
                    continue;
                }

                var extrapolated = fmr * impostors.Count < MinErrors - 1e-6;
                var threshold = extrapolated
                    ? Math.Max(0, u - (excess * Math.Log(Math.Max(fmrAtU, fmr) / fmr)))
                    : impostors.ThresholdFor(fmr);
                threshold = Math.Round(threshold, 4);
                points.Add(new ThresholdPoint(Round(fmr), threshold, Math.Round(1 - genuines.ShareBelow(threshold), 7), extrapolated));
            }
        }

        return new ThresholdTable(points);
    }

    /// <summary>At each FMR of any of the tables the strictest τ of all: what holds for several populations at once.</summary>
    /// <exception cref="ArgumentException">No tables.</exception>
    public static ThresholdTable Strictest(IReadOnlyList<ThresholdTable> tables) => new(
        tables.SelectMany(t => t.Points).Select(p => p.Fmr).Distinct().OrderDescending().Select(fmr =>
        {
            var strictest = tables.MinBy(t => t.ThresholdFor(fmr, out _))!;
            var threshold = strictest.ThresholdFor(fmr, out var extrapolated);
            return new ThresholdPoint(fmr, threshold, strictest._points.MinBy(p => Math.Abs(p.Fmr - fmr))!.Fnmr, extrapolated);
        }));

    /// <summary>
    /// The largest τ whose FMR does not exceed <paramref name="fmr"/>; between rows τ is interpolated linearly in log FMR.
    /// </summary>
    /// <param name="extrapolated">Whether the rate is below the counted rows.</param>
    public double ThresholdFor(double fmr, out bool extrapolated)
    {
        if (!(fmr is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fmr), fmr, "a rate above 0 and at most 1 was expected");
        }

        var below = Array.FindIndex(_points, p => p.Fmr <= fmr);
        if (below < 0)
        {
            // Below the smallest rate of the table no distance is accepted.
            extrapolated = true;
            return 0;
        }

        extrapolated = _points[below].Extrapolated;
        if (below == 0 || _points[below].Fmr == fmr)
        {
            return _points[below].Threshold;
        }

        var (less, more) = (_points[below], _points[below - 1]);
        var share = Math.Log(fmr / less.Fmr) / Math.Log(more.Fmr / less.Fmr);
        return less.Threshold + (share * (more.Threshold - less.Threshold));
    }

    /// <summary>The FMR at a threshold: the inverse of <see cref="ThresholdFor"/>, at least the FMR of the last row.</summary>
    public double FmrAt(double threshold)
    {
        var below = Array.FindIndex(_points, p => p.Threshold <= threshold);
        if (below < 0)
        {
            return _points[^1].Fmr;
        }

        if (below == 0)
        {
            return _points[0].Threshold < threshold ? 1 : _points[0].Fmr;
        }

        var (less, more) = (_points[below], _points[below - 1]);
        var width = more.Threshold - less.Threshold;
        return width <= 0 ? more.Fmr : less.Fmr * Math.Pow(more.Fmr / less.Fmr, (threshold - less.Threshold) / width);
    }

    /// <summary>Removes rounding errors of repeated products: 0.1 · 0.1 · 0.1 becomes 0.001.</summary>
    private static double Round(double fmr) =>
        double.Parse(fmr.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
