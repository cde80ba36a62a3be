using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>
/// Line search for the strong Wolfe conditions φ(t) ≤ φ(0) + c₁tφ′(0) and |φ′(t)| ≤ c₂|φ′(0)| (Nocedal and Wright 2006,
/// algorithms 3.5 and 3.6): the step grows until an interval contains a solution; then the interval shrinks. New points are the minimum of
/// the cubic through two known points (equation 3.59), kept away from the ends of the interval so that it shrinks sufficiently. All
/// constants are PyTorch's.
/// </summary>
internal static class StrongWolfe
{
    private const double Decrease = 1e-4;
    private const double Flatness = 0.9;
    private const int MostEvaluations = 25;

    /// <summary>The search ends when no pixel would change by this much, in levels.</summary>
    private const double LeastChange = 1e-9;

    /// <summary>A step grows by at least this share of the last growth, and at most tenfold.</summary>
    private const double LeastGrowth = 0.01;

    private const double MostGrowth = 10;

    /// <summary>Least distance of a new point from the ends of the interval, as a share of its length.</summary>
    private const double Margin = 0.1;

    /// <summary>Searches along a line.</summary>
    /// <param name="start">The point t = 0, with negative slope.</param>
    /// <param name="first">t of the first evaluation.</param>
    /// <param name="reach">The largest change of a pixel for t = 1, in levels.</param>
    /// <param name="spare">Two tensors for gradients.</param>
    /// <param name="evaluate">Computes a point, with its gradient in the given tensor.</param>
    /// <returns>A point that meets both conditions, or the lowest evaluated point; the start if none is lower.</returns>
    public static LinePoint Search(
        LinePoint start, double first, double reach, IReadOnlyList<Tensor> spare, Func<double, Tensor, LinePoint> evaluate)
    {
        var evaluations = 1;
        var previous = start;
        var current = evaluate(first, spare[0]);
        while (!RisesTooMuch(start, current) && !(evaluations > 2 && current.Cost >= previous.Cost))
        {
            if (IsFlat(start, current))
            {
                return current;
            }

            if (current.Slope >= 0)
            {
                break;
            }

            var next = Minimum(previous, current, current.At + (LeastGrowth * (current.At - previous.At)), current.At * MostGrowth);
            var free = Unused(spare, current);
            previous = current;
            current = evaluate(next, free);
            if (++evaluations > MostEvaluations)
            {
                previous = start;
                break;
            }
        }

        var (low, high) = previous.Cost <= current.Cost ? (previous, current) : (current, previous);
        return Zoom(start, low, high, reach, spare, evaluate, evaluations);
    }

    private static LinePoint Zoom(
        LinePoint start,
        LinePoint low,
        LinePoint high,
        double reach,
        IReadOnlyList<Tensor> spare,
        Func<double, Tensor, LinePoint> evaluate,
        int evaluations)
    {
        var wasNearEnd = false;
        while (evaluations <= MostEvaluations && Math.Abs(high.At - low.At) * reach >= LeastChange)
        {
            var (from, to) = (Math.Min(low.At, high.At), Math.Max(low.At, high.At));
            var at = Minimum(low, high, from, to);
            var margin = Margin * (to - from);
            var isNearEnd = Math.Min(to - at, at - from) < margin;
            if (isNearEnd && (wasNearEnd || at >= to || at <= from))
            {
                at = to - at < at - from ? to - margin : from + margin;
                isNearEnd = false;
            }

            wasNearEnd = isNearEnd;
            var found = evaluate(at, Unused(spare, low));
            evaluations++;
            if (RisesTooMuch(start, found) || found.Cost >= low.Cost)
            {
                (low, high) = found.Cost < low.Cost ? (found, low) : (low, found);
                continue;
            }

            if (IsFlat(start, found))
            {
                return found;
            }

            high = found.Slope * (high.At - low.At) >= 0 ? low : high;
            low = found;
        }

        return low;
    }

    private static bool RisesTooMuch(LinePoint start, LinePoint at) => at.Cost > start.Cost + (Decrease * at.At * start.Slope);

    private static bool IsFlat(LinePoint start, LinePoint at) => Math.Abs(at.Slope) <= -Flatness * start.Slope;

    /// <summary>The one of the two tensors that does not hold the gradient of the lowest point so far.</summary>
    private static Tensor Unused(IReadOnlyList<Tensor> spare, LinePoint kept) =>
        ReferenceEquals(kept.Gradient, spare[0]) ? spare[1] : spare[0];

    /// <summary>The minimum of the cubic with these values and slopes, within bounds; the middle of the bounds where it has none.</summary>
    private static double Minimum(LinePoint a, LinePoint b, double least, double most)
    {
        var (left, right) = a.At <= b.At ? (a, b) : (b, a);
        var d1 = left.Slope + right.Slope - (3 * (left.Cost - right.Cost) / (left.At - right.At));
        var square = (d1 * d1) - (left.Slope * right.Slope);
        var d2 = Math.Sqrt(square);
        var at = right.At - ((right.At - left.At) * ((right.Slope + d2 - d1) / (right.Slope - left.Slope + (2 * d2))));
        return double.IsFinite(at) ? Math.Clamp(at, least, most) : (least + most) / 2;
    }
}
