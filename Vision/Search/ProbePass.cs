using System.Numerics;
using System.Runtime.InteropServices;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Search;

/// <summary>State of the two-pass search for one probe. <see cref="DistanceBounds"/> proves that it is exact.</summary>
internal sealed unsafe class ProbePass
{
    private readonly DistanceBounds _bounds;
    private readonly int _count;
    private readonly RunningBest _upper;
    private readonly List<ScanCandidate> _candidates = [];
    private int _rescored;

    /// <param name="probe">128 floats.</param>
    /// <param name="count">Number of owners to find, at least 1.</param>
    /// <param name="codes">Receives the probe's codes.</param>
    /// <exception cref="ArgumentException">An element of the probe is NaN or infinite.</exception>
    public ProbePass(ReadOnlySpan<float> probe, int count, ProbeCodes* codes)
    {
        Span<sbyte> u = stackalloc sbyte[FaceEncoding.Dimension];
        var scale = Quantiser.Quantise(probe, u, out var error, out var squaredNorm);
        if (!double.IsFinite(squaredNorm))
        {
            throw new ArgumentException("a probe must not hold NaN or infinity", nameof(probe));
        }

        codes->Set(u);
        var squares = 0;
        foreach (var code in u)
        {
            squares += code * code;
        }

        _bounds = new DistanceBounds(scale, Math.Sqrt(squares), error, squaredNorm);
        _count = count;
        _upper = new RunningBest(count);
    }

    /// <summary>The value that s_r I must reach for a row of this group to remain a candidate.</summary>
    public float Threshold(in GroupTerms group) => _bounds.Threshold(group, _upper.Limit);

    /// <summary>Computes the bounds of the rows in <paramref name="mask"/> and keeps those that may be among the nearest.</summary>
    public void AddRows(TemplateBlock block, int blockIndex, int group, ulong mask, int* dots)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            var lane = BitOperations.TrailingZeroCount(mask);
            var row = (group * TemplateBlock.GroupRows) + lane;
            var (lower, upper) = _bounds.Of(block.Terms(row), dots[lane]);
            if (lower <= _upper.Limit)
            {
                _candidates.Add(new ScanCandidate(lower, (blockIndex * TemplateBlock.Rows) + row));
                _upper.Add(upper, block.Owner(row));
            }
        }
    }

    /// <summary>
    /// The second pass: exact distances in order of the lower bounds, until the next lower bound exceeds the count-th exact
    /// distance; then the nearest row of each owner, ties by <paramref name="order"/>.
    /// </summary>
    public SearchHit[] Finish(ReadOnlySpan<TemplateBlock> blocks, ReadOnlySpan<float> probe, IComparer<int> order)
    {
        _candidates.Sort(static (a, b) => a.Lower.CompareTo(b.Lower));
        var exact = new List<SearchHit>(_candidates.Count);
        var best = new RunningBest(_count);
        Span<double> distances = stackalloc double[ExactDistances.AtOnce];
        for (var first = 0; first < _candidates.Count && _candidates[first].Lower <= best.Limit; first += ExactDistances.AtOnce)
        {
            var next = CollectionsMarshal.AsSpan(_candidates).Slice(first, Math.Min(ExactDistances.AtOnce, _candidates.Count - first));
            ExactDistances.Of(probe, blocks, next, distances);
            for (var i = 0; i < next.Length; i++)
            {
                var owner = blocks[next[i].Row / TemplateBlock.Rows].Owner(next[i].Row % TemplateBlock.Rows);
                exact.Add(new SearchHit(owner, next[i].Row, distances[i]));
                best.Add(distances[i], owner);
            }
        }

        _rescored = exact.Count;
        exact.Sort((a, b) => Compare(a, b, order));
        var hits = new List<SearchHit>(Math.Min(_count, exact.Count));
        var seen = new HashSet<int>();
        foreach (var hit in exact)
        {
            if (hits.Count == _count)
            {
                break;
            }

            if (seen.Add(hit.Owner))
            {
                hits.Add(hit);
            }
        }

        return [.. hits];
    }

    public SearchStatistics Statistics(int scanned) => new(scanned, _candidates.Count, _rescored);

    private static int Compare(SearchHit a, SearchHit b, IComparer<int> order)
    {
        var byDistance = a.Distance.CompareTo(b.Distance);
        if (byDistance != 0)
        {
            return byDistance;
        }

        var byOwner = a.Owner == b.Owner ? 0 : order.Compare(a.Owner, b.Owner);
        return byOwner != 0 ? byOwner : a.Row.CompareTo(b.Row);
    }
}
