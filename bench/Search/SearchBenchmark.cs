using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision.Search;

namespace FaceGrid.Bench.Search;

/// <summary>
/// Time of one probe against K templates: FaceGrid and FAISS IndexFlatL2 on the same rows and probes, alternating, one thread each.
/// </summary>
internal static class SearchBenchmark
{
    private const string Help = """
        bench search [--k 10000,100000,1000000] [--probes 200] [--count 5] [--seed 0] [--json]
            times single probes, alternating with FAISS IndexFlatL2 (python3-faiss), one thread each
        bench search --verify [--k 1,7,1000,100000] [--probes 10000]
            compares every answer with a float64 brute force and with FAISS
        """;

    public static int Run(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(Help);
            return 0;
        }

        var verify = args.Contains("--verify");
        var sizes = Option(args, "--k", verify ? "1,7,1000,100000" : "10000,100000,1000000").Split(',').Select(Int).ToArray();
        var probes = Int(Option(args, "--probes", verify ? "10000" : "200"));
        var count = Int(Option(args, "--count", "5"));
        var seed = Int(Option(args, "--seed", "0"));
        var folder = Directory.CreateTempSubdirectory("facegrid-search-");
        try
        {
            return verify
                ? SearchVerification.Run(folder.FullName, sizes, probes, count, seed)
                : Time(folder.FullName, sizes, probes, count, seed, args.Contains("--json"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Time(string folder, int[] sizes, int probes, int count, int seed, bool json)
    {
        if (sizes.Length == 1 && json)
        {
            Console.WriteLine(JsonSerializer.Serialize(Time(folder, sizes[0], probes, count, seed)));
            return 0;
        }

        if (!json)
        {
            Console.WriteLine($"first pass: {PackedTemplates.Kernel}; {probes} probes, {count} nearest, one thread each, alternating");
            Console.WriteLine("        K | ours p50 ms  p99 ms | FAISS p50 ms  p99 ms | ratio p50 | batch ms/probe | ours MiB, B/row "
                + "| FAISS MiB, B/row | rescored/probe | enrol us | pack ms");
        }

        foreach (var k in sizes)
        {
            // A separate process for each K, so that memory freed after one K does not hide the growth for the next.
            var line = Child("search", "--json", "--k", $"{k}", "--probes", $"{probes}", "--count", $"{count}", "--seed", $"{seed}");
            if (json)
            {
                Console.WriteLine(line);
                continue;
            }

            var r = JsonSerializer.Deserialize<SearchResult>(line)!;
            Console.WriteLine(string.Join(
                " | ",
                FormattableString.Invariant($"{k,9} | {r.Ours.P50Ms,11:F4} {r.Ours.P99Ms,7:F4}"),
                FormattableString.Invariant($"{r.Faiss.P50Ms,12:F4} {r.Faiss.P99Ms,7:F4} | {r.Ratio,9:F1} | {r.BatchMsPerProbe,14:F4}"),
                FormattableString.Invariant($"{r.OursBytes / 1048576.0,9:F1}, {(double)r.OursBytes / k,4:F0}"),
                FormattableString.Invariant($"{r.FaissBytes / 1048576.0,10:F1}, {(double)r.FaissBytes / k,4:F0}"),
                FormattableString.Invariant($"{r.RescoredPerProbe,14:F1} | {r.EnrolUs,8:F1} | {r.PackMs,7:F0}")));
        }

        return 0;
    }

    private static string Child(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(SearchBenchmark).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? text.Trim()
            : throw new InvalidOperationException($"the benchmark of one K ended with {process.ExitCode}");
    }

    private static SearchResult Time(string folder, int k, int probeCount, int count, int seed)
    {
        var rowsFile = Path.Combine(folder, "rows.f32");
        var probesFile = Path.Combine(folder, "probes.f32");
        var rows = UnitVectors.Make(k, seed);
        var probes = UnitVectors.Make(probeCount, seed + 1);
        UnitVectors.Write(rowsFile, rows);
        UnitVectors.Write(probesFile, probes);

        var owners = Enumerable.Range(0, k).ToArray();
        var before = Resident();
        var packStart = Stopwatch.GetTimestamp();
        var templates = PackedTemplates.Pack(rows, owners);
        var packMs = Stopwatch.GetElapsedTime(packStart).TotalMilliseconds;
        var bytes = Resident() - before;
        rows = null!;
        GC.Collect();

        using var peer = new PeerProcess(rowsFile, probesFile, count);
        ReadOnlySpan<float> Probe(int i) => probes.AsSpan(i * UnitVectors.Dimension, UnitVectors.Dimension);
        // One second of searches, so that the runtime has recompiled the hot methods.
        var warm = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(warm).TotalSeconds < 1; i++)
        {
            templates.Search(Probe(i % probeCount), count);
        }

        peer.Search(0);
        var ours = new double[probeCount];
        var theirs = new double[probeCount];
        long rescored = 0;
        for (var i = 0; i < probeCount; i++)
        {
            var start = Stopwatch.GetTimestamp();
            templates.Search(Probe(i), count, null, out var statistics);
            ours[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            rescored += statistics.Rescored;
            theirs[i] = peer.Search(i);
        }

        var batch = probes.AsSpan(0, Math.Min(64, probeCount) * UnitVectors.Dimension);
        templates.SearchBatch(batch, count);
        var batchStart = Stopwatch.GetTimestamp();
        templates.SearchBatch(batch, count);
        var batchMs = Stopwatch.GetElapsedTime(batchStart).TotalMilliseconds / (batch.Length / UnitVectors.Dimension);
        return new SearchResult(
            k, probeCount, count, PackedTemplates.Kernel, "FAISS " + peer.Version, Timing.Of(ours), Timing.Of(theirs), batchMs,
            bytes, peer.Bytes, (double)rescored / probeCount, Enrol(templates, probes, probeCount), packMs);
    }

    // Microseconds to enrol one more template in a new snapshot.
    private static double Enrol(PackedTemplates templates, float[] probes, int probeCount)
    {
        const int Times = 500;
        var changed = templates;
        var start = 0L;
        for (var i = -50; i < Times; i++)
        {
            start = i == 0 ? Stopwatch.GetTimestamp() : start;
            changed = changed.Add(probes.AsSpan((i + 50) % probeCount * UnitVectors.Dimension, UnitVectors.Dimension), i + 50, out _);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Times;
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    private static string Option(string[] args, string name, string fallback) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : fallback;

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
