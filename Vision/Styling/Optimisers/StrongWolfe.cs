using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>
/// Line search for the strong Wolfe conditions φ(t) ≤ φ(0) + c₁tφ′(0) and |φ′(t)| ≤ c₂|φ′(0)| (Nocedal and Wright 2006,
/// algorithms 3.5 and 3.6): the step grows until an interval holds a solution, which then shrinks. New places are the
/// minimum of the cubic through two known ones (equation 3.59), kept off the ends of the interval so that it shrinks in
/// earnest; all constants are PyTorch's.
/// </summary>
internal static class StrongWolfe
{
    private const double Decrease = 1e-4;
    private const double Flatness = 0.9;
    private const int MostEvaluations = 25;

    /// <summary>Changes of less than this in every pixel are none.</summary>
    private const double LeastChange = 1e-9;

    /// <summary>A step grows at least by this share of the last growth, and at most tenfold.</summary>
    private const double LeastGrowth = 0.01;

    private const double MostGrowth = 10;

    /// <summary>Share of the interval that a new place keeps from its ends.</summary>
    private const double Margin = 0.1;

    /// <param name="start">The place 0, whose slope is negative.</param>
    /// <param name="first">Where to look first.</param>
    /// <param name="reach">The largest change of a pixel for a length of 1.</param>
    /// <param name="spare">Two tensors for gradients.</param>
    /// <param name="evaluate">Computes a place, with its gradient in the tensor given.</param>
    /// <returns>A place that meets both conditions, or the lowest of those that were found; the start if none is lower.</returns>
    public static LinePoint Search(LinePoint start, double first, double reach, IReadOnlyList<Tensor> spare, Func<double, Tensor, LinePoint> evaluate)
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
        LinePoint start, LinePoint low, LinePoint high, double reach, IReadOnlyList<Tensor> spare, Func<double, Tensor, LinePoint> evaluate, int evaluations)
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

    /// <summary>Of the two tensors the one whose gradient nobody needs: only that of the lowest place so far is.</summary>
    private static Tensor Unused(IReadOnlyList<Tensor> spare, LinePoint kept) => ReferenceEquals(kept.Gradient, spare[0]) ? spare[1] : spare[0];

    /// <summary>The minimum of the cubic with these values and slopes, within bounds; their middle where there is none.</summary>
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
