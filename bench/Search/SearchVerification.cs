using System.Diagnostics;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Search;

namespace FaceGrid.Bench.Search;

/// <summary>
/// Compares answers with a float64 brute force (owners and distances, bit for bit) and with FAISS IndexFlatL2. FAISS sums in
/// float32 and may swap rows that lie nearly equally far; such a swap counts as explained only where the float64 distances
/// differ by less than float32 rounding of a distance below 4 over 128 terms.
/// </summary>
internal static class SearchVerification
{
    /// <summary>128 roundings of 2⁻²⁴ on ‖p‖² + ‖r‖² − 2 p·r, whose terms are at most 2 each.</summary>
    private const double Float32Rounding = 128 * 4.0 / (1 << 24);

    public static int Run(string folder, int[] sizes, int probeCount, int count, int seed)
    {
        var failed = false;
        Console.WriteLine($"first pass: {PackedTemplates.Kernel}");
        Console.WriteLine("        K |  probes | equal to float64 brute force | places where FAISS differs "
            + "| of these within float32 rounding | rescored/probe | seconds");
        foreach (var k in sizes)
        {
            var started = Stopwatch.GetTimestamp();
            var rows = UnitVectors.Make(k, seed);
            var probes = UnitVectors.Make(probeCount, seed + 1);
            var rowsFile = Path.Combine(folder, "rows.f32");
            var probesFile = Path.Combine(folder, "probes.f32");
            UnitVectors.Write(rowsFile, rows);
            UnitVectors.Write(probesFile, probes);
            int[] faiss;
            using (var peer = new PeerProcess(rowsFile, probesFile, count))
            {
                faiss = peer.SearchAll(Path.Combine(folder, "found.i32"));
            }

            var templates = PackedTemplates.Pack(rows, Enumerable.Range(0, k).ToArray());
            // Without a limit the thread pool mistakes long iterations for starvation and adds a thread every half second.
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
            int equal = 0, differs = 0, explained = 0;
            long rescored = 0;
            Parallel.For(0, probeCount, parallel, i =>
            {
                var probe = probes.AsSpan(i * UnitVectors.Dimension, UnitVectors.Dimension);
                var hits = templates.Search(probe, count, null, out var statistics);
                Interlocked.Add(ref rescored, statistics.Rescored);
                if (hits.SequenceEqual(BruteForce(rows, probe, Math.Min(count, k))))
                {
                    Interlocked.Increment(ref equal);
                }

                for (var place = 0; place < hits.Length; place++)
                {
                    var theirs = faiss[(i * count) + place];
                    if (theirs != hits[place].Owner)
                    {
                        Interlocked.Increment(ref differs);
                        var row = rows.AsSpan(theirs * UnitVectors.Dimension, UnitVectors.Dimension);
                        var distance = FaceEncoding.SquaredDistance(probe, row);
                        if (Math.Abs(distance - hits[place].Distance) < Float32Rounding)
                        {
                            Interlocked.Increment(ref explained);
                        }
                    }
                }
            });
            failed |= equal != probeCount || explained != differs;
            var (perProbe, seconds) = ((double)rescored / probeCount, Stopwatch.GetElapsedTime(started).TotalSeconds);
            Console.WriteLine(FormattableString.Invariant(
                $"{k,9} | {probeCount,7} | {equal,28} | {differs,26} | {explained,32} | {perProbe,14:F1} | {seconds,7:F0}"));
        }

        Console.WriteLine(failed ? "FAILED" : "all equal");
        return failed ? 1 : 0;
    }

    private static SearchHit[] BruteForce(float[] rows, ReadOnlySpan<float> probe, int count)
    {
        var distances = new double[rows.Length / UnitVectors.Dimension];
        Distances(rows, probe, distances);
        var best = new List<SearchHit>();
        for (var row = 0; row < distances.Length; row++)
        {
            if (best.Count == count && distances[row] >= best[^1].Distance)
            {
                continue;
            }

            // Rows are visited in order, so among equal distances the lower row comes first.
            var place = best.FindIndex(h => h.Distance > distances[row]);
            best.Insert(place < 0 ? best.Count : place, new SearchHit(row, row, distances[row]));
            if (best.Count > count)
            {
                best.RemoveAt(count);
            }
        }

        return [.. best];
    }

    // Four independent sums, each in order, so that an addition does not depend on the previous one.
    private static void Distances(float[] rows, ReadOnlySpan<float> probe, double[] distances)
    {
        const int D = UnitVectors.Dimension;
        for (var row = 0; row < distances.Length; row++)
        {
            if (row + 4 > distances.Length)
            {
                distances[row] = FaceEncoding.SquaredDistance(probe, rows.AsSpan(row * D, D));
                continue;
            }

            var four = rows.AsSpan(row * D, 4 * D);
            var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
            for (var i = 0; i < D; i++)
            {
                double p = probe[i];
                a += (four[i] - p) * (four[i] - p);
                b += (four[D + i] - p) * (four[D + i] - p);
                c += (four[(2 * D) + i] - p) * (four[(2 * D) + i] - p);
                d += (four[(3 * D) + i] - p) * (four[(3 * D) + i] - p);
            }

            (distances[row], distances[row + 1], distances[row + 2], distances[row + 3]) = (a, b, c, d);
            row += 3;
        }
    }
}
