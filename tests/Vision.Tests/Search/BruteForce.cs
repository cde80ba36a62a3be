using FaceGrid.Vision.Search;

namespace FaceGrid.Vision.Tests.Search;

/// <summary>The answer by definition: every distance in float64, sorted, the first row of each owner.</summary>
internal static class BruteForce
{
    /// <param name="owners">Per row; −1 for a hole.</param>
    public static SearchHit[] Search(float[] rows, int[] owners, ReadOnlySpan<float> probe, int count, IComparer<int>? order = null)
    {
        order ??= Comparer<int>.Default;
        var all = new List<SearchHit>(owners.Length);
        for (var row = 0; row < owners.Length; row++)
        {
            if (owners[row] >= 0)
            {
                all.Add(new SearchHit(owners[row], row, Distance(rows.Row(row), probe)));
            }
        }

        return all
            .GroupBy(h => h.Owner)
            .Select(g => g.OrderBy(h => h.Distance).ThenBy(h => h.Row).First())
            .OrderBy(h => h.Distance).ThenBy(h => h.Owner, order)
            .Take(count)
            .ToArray();
    }

    /// <summary>The same where row i belongs to owner i, without an object per row: for large K.</summary>
    public static SearchHit[] SearchDistinct(float[] rows, ReadOnlySpan<float> probe, int count)
    {
        var k = rows.Length / TestVectors.Dimension;
        var distances = new double[k];
        for (var row = 0; row + 4 <= k; row += 4)
        {
            Four(rows, row, probe, distances);
        }

        for (var row = k / 4 * 4; row < k; row++)
        {
            distances[row] = Distance(rows.Row(row), probe);
        }

        var best = new List<SearchHit>(count + 1);
        for (var row = 0; row < k; row++)
        {
            if (best.Count < count || distances[row] < best[^1].Distance)
            {
                var place = best.FindIndex(h => h.Distance > distances[row]);
                best.Insert(place < 0 ? best.Count : place, new SearchHit(row, row, distances[row]));
                best.RemoveRange(Math.Min(count, best.Count), Math.Max(0, best.Count - count));
            }
        }

        return [.. best];
    }

    public static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = (double)a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }

    // Four sums side by side: each in the order of Distance.
    private static void Four(float[] rows, int first, ReadOnlySpan<float> probe, double[] distances)
    {
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
        var at = first * TestVectors.Dimension;
        for (var i = 0; i < TestVectors.Dimension; i++)
        {
            double p = probe[i];
            a += (rows[at + i] - p) * (rows[at + i] - p);
            b += (rows[at + 128 + i] - p) * (rows[at + 128 + i] - p);
            c += (rows[at + 256 + i] - p) * (rows[at + 256 + i] - p);
            d += (rows[at + 384 + i] - p) * (rows[at + 384 + i] - p);
        }

        (distances[first], distances[first + 1], distances[first + 2], distances[first + 3]) = (a, b, c, d);
    }
}
