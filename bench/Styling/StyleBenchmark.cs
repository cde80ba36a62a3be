using System.Globalization;
using FaceGrid.Bench.Measuring;
using static FaceGrid.Bench.Measuring.Statistics;

namespace FaceGrid.Bench.Styling;

/// <summary>
/// Steps of Adam on the cost of a square image: FaceGrid against recorded graphs of the same cost, in TorchSharp on the same libtorch and in the
/// system's PyTorch; same weights, same pixels, same number of threads, in alternating rounds. Each is a process of its own, so that each has a
/// peak memory of its own.
/// </summary>
internal static class StyleBenchmark
{
    /// <param name="arguments">WEIGHTS [--side N] [--threads N] [--rounds N] [--steps N] [--profile NAME] [--tile N] [--python FILE].</param>
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
            using var ours = new StyleWorkerProcess("FaceGrid", Environment.ProcessPath!, [.. self, "style-worker", .. task, Text(tile)], threads);
            using var graph = new StyleWorkerProcess("TorchSharp, recorded graph", Environment.ProcessPath!, [.. self, "style-graph", .. task], threads);
            using var python = new StyleWorkerProcess("PyTorch, recorded graph", interpreter, [LineProcess.Peer("style_torch.py"), .. task], threads);
            StyleWorkerProcess[] all = [ours, graph, python];
            var medians = Array.ConvertAll(all, _ => new List<double>());
            var answers = Array.ConvertAll(all, worker => worker.Step(1));
            var losses = Array.ConvertAll(answers, answer => answer.Loss);

            // Code that has just been compiled, and memory that was never touched, are slower than the thousands of steps that a run takes.
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
            Say($"{side} px, {profile}{tiles}, {threads} thread(s), {rounds} alternating rounds of {steps} steps of Adam");
            for (var i = 0; i < all.Length; i++)
            {
                var (worker, answer, seconds) = (all[i], answers[i], medians[i]);
                Say($"  {worker.Name} ({worker.Version}): {pixels / Median(seconds):F0} px·it/s, median {Median(seconds) * 1e3:F0} ms, least {seconds.Min() * 1e3:F0} ms");
                Say($"    peak {answer.PeakKiB / 1024} MiB, {(answer.PeakKiB - worker.BaseKiB) * 1024 / pixels:F0} B/px above the {worker.BaseKiB / 1024} MiB before");
                if (i > 0)
                {
                    var speed = Median(seconds.Zip(medians[0], (peer, own) => peer / own));
                    var above = (double)(answers[0].PeakKiB - ours.BaseKiB) / (answer.PeakKiB - worker.BaseKiB);
                    Say($"    FaceGrid: speed {speed:F2}, peak memory {(double)answers[0].PeakKiB / answer.PeakKiB:F2}, above the start {above:F2}");
                    Say($"    first losses apart by {Math.Abs((losses[0] / losses[i]) - 1):E1}");
                }
            }
        }

        return 0;
    }

    /// <summary>Where this program is a DLL that <c>dotnet</c> runs, the DLL.</summary>
    private static string[] OwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "FaceGrid.Bench.dll")] : [];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
