using System.Globalization;
using FaceGrid.Bench.Measuring;
using static FaceGrid.Bench.Measuring.Statistics;

namespace FaceGrid.Bench.Styling;

/// <summary>
/// Time of Adam steps on the cost of a square image: FaceGrid against recorded graphs of the same cost, in TorchSharp on the same libtorch
/// and in the system's PyTorch, with the same weights, pixels and number of threads, in alternating rounds. Each runs in a separate
/// process, so that peak memory is measured separately.
/// </summary>
internal static class StyleBenchmark
{
    /// <param name="arguments">
    /// WEIGHTS [--side N] [--threads N] [--rounds N] [--steps N] [--profile NAME] [--tile N] [--python FILE].
    /// </param>
    public static int Run(string[] arguments)
    {
        var options = new Arguments(arguments);
        var weights = options.Positional(0, "WEIGHTS.safetensors");
        var threads = options.Integer("--threads", 2);
        var rounds = options.Integer("--rounds", 7);
        var steps = options.Integer("--steps", 2);
        var profile = options.Text("--profile", "neural-style");
        var tile = options.Integer("--tile", 0);
        var interpreter = options.Text("--python", LineProcess.Python);
        foreach (var side in options.Text("--side", "256,512").Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture)))
        {
            string[] task = [weights, profile, Text(side), Text(threads)];
            string[] self = OwnAssembly();
            var program = Environment.ProcessPath!;
            string[] script = [LineProcess.Peer("style_torch.py"), .. task];
            using var ours = new StyleWorkerProcess("FaceGrid", program, [.. self, "style-worker", .. task, Text(tile)], threads);
            using var graph = new StyleWorkerProcess("TorchSharp, recorded graph", program, [.. self, "style-graph", .. task], threads);
            using var python = new StyleWorkerProcess("PyTorch, recorded graph", interpreter, script, threads);
            StyleWorkerProcess[] all = [ours, graph, python];
            var medians = Array.ConvertAll(all, _ => new List<double>());
            var answers = Array.ConvertAll(all, worker => worker.Step(1));
            var losses = Array.ConvertAll(answers, answer => answer.Loss);

            // Warm-up: freshly compiled code and untouched memory are slower than the later steps of a run.
            Array.ForEach(all, worker => worker.Step(2));
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < all.Length; i++)
                {
                    answers[i] = all[i].Step(steps);
                    medians[i].Add(Median(answers[i].Seconds));
                }
            }

            var pixels = (double)side * side;
            var tiles = tile > 0 ? $", tiles of {tile}" : "";
            Write($"{side} px, {profile}{tiles}, {threads} thread(s), {rounds} alternating rounds of {steps} steps of Adam");
            for (var i = 0; i < all.Length; i++)
            {
                var (worker, answer, seconds) = (all[i], answers[i], medians[i]);
                var (median, least) = (Median(seconds), seconds.Min());
                var perPixel = (answer.PeakKiB - worker.BaseKiB) * 1024 / pixels;
                var name = $"{worker.Name} ({worker.Version})";
                Write($"  {name}: {pixels / median:F0} px·it/s, median {median * 1e3:F0} ms, least {least * 1e3:F0} ms");
                Write($"    peak {answer.PeakKiB / 1024} MiB, {perPixel:F0} B/px above the {worker.BaseKiB / 1024} MiB before");
                if (i > 0)
                {
                    var speed = Median(seconds.Zip(medians[0], (peer, own) => peer / own));
                    var above = (double)(answers[0].PeakKiB - ours.BaseKiB) / (answer.PeakKiB - worker.BaseKiB);
                    var peak = (double)answers[0].PeakKiB / answer.PeakKiB;
                    Write($"    FaceGrid: speed {speed:F2}, peak memory {peak:F2}, above the start {above:F2}");
                    Write($"    first losses apart by {Math.Abs((losses[0] / losses[i]) - 1):E1}");
                }
            }
        }

        return 0;
    }

    /// <summary>This program's DLL if <c>dotnet</c> runs it; else empty.</summary>
    private static string[] OwnAssembly() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Path.Combine(AppContext.BaseDirectory, "FaceGrid.Bench.dll")]
        : [];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Write(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
