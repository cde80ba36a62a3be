using System.Globalization;
using FaceGrid.Bench.Measuring;
using static FaceGrid.Bench.Measuring.Statistics;

namespace FaceGrid.Bench.Styling;

/// <summary>
/// Steps of Adam on the cost of a square image: ours against PyTorch's recorded graph of the same cost, same weights, same pixels, same
/// number of threads, in alternating rounds. Each is a process of its own, so that each has a peak memory of its own.
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
        var python = options.Text("--python", LineProcess.Python);
        foreach (var side in options.Text("--side", "256,512").Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture)))
        {
            string[] task = [weights, profile, Text(side), Text(threads)];
            using var ours = new StyleWorkerProcess(Environment.ProcessPath!, [.. OwnAssembly(), "style-worker", .. task, Text(tile)], threads);
            using var theirs = new StyleWorkerProcess(python, [LineProcess.Peer("style_torch.py"), .. task], threads);
            var (own, other, ratios) = (new List<double>(), new List<double>(), new List<double>());
            StyleWorkerAnswer mine = ours.Step(1), peer = theirs.Step(1);
            var first = Math.Abs((mine.Loss / peer.Loss) - 1);
            // Code that has just been compiled, and memory that was never touched, are slower than the thousands of steps that a run takes.
            ours.Step(2);
            theirs.Step(2);
            for (var round = 0; round < rounds; round++)
            {
                mine = ours.Step(steps);
                peer = theirs.Step(steps);
                own.Add(Median(mine.Seconds));
                other.Add(Median(peer.Seconds));
                ratios.Add(other[^1] / own[^1]);
            }

            var pixels = (double)side * side;
            Console.WriteLine(Line($"{side} px, {profile}{(tile > 0 ? $", tiles of {tile}" : "")}, {threads} thread(s), {rounds} alternating rounds of {steps} steps of Adam, PyTorch {theirs.Version}"));
            Console.WriteLine(Line($"  FaceGrid  {pixels / Median(own):F0} px·it/s  median {Median(own) * 1e3:F0} ms  least {own.Min() * 1e3:F0} ms  peak {mine.PeakKiB / 1024} MiB, {(mine.PeakKiB - ours.BaseKiB) * 1024 / pixels:F0} B/px above the {ours.BaseKiB / 1024} MiB before"));
            Console.WriteLine(Line($"  PyTorch   {pixels / Median(other):F0} px·it/s  median {Median(other) * 1e3:F0} ms  least {other.Min() * 1e3:F0} ms  peak {peer.PeakKiB / 1024} MiB, {(peer.PeakKiB - theirs.BaseKiB) * 1024 / pixels:F0} B/px above the {theirs.BaseKiB / 1024} MiB before"));
            Console.WriteLine(Line($"  ratio     speed {Median(ratios):F2}, peak memory {(double)mine.PeakKiB / peer.PeakKiB:F2}, above the start {(double)(mine.PeakKiB - ours.BaseKiB) / (peer.PeakKiB - theirs.BaseKiB):F2}; first losses apart by {first:E1}"));
        }

        return 0;
    }

    /// <summary>Where this program is a DLL that <c>dotnet</c> runs, the DLL.</summary>
    private static string[] OwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "FaceGrid.Bench.dll")] : [];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
